'use client';

import { uuid } from '@app/client';
import type { SupportTicketDto } from '@app/contracts';
import { Settings2, Zap } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { showNotice } from '@/features/shell/notice';
import { useAttempt } from '@/features/shell/use-attempt';
import { iconButtonStyle } from '@/ui/button-style';
import { Menu, MenuItem, MenuSeparator, MenuTrigger } from '@/ui/menu';
import { isolate } from '@/ui/text';
import { useDesk, useShelf } from './use-desk';
import { useDeskKeys } from './use-desk-keys';

const MANAGE = 'manage';

/** Several steps with one press. */
export function MacroMenu({ ticket }: { ticket: SupportTicketDto }) {
  const t = useTranslations('desk.macro');
  const router = useRouter();
  const desk = useDesk();
  const { items } = useShelf(desk.macros);
  const attempt = useAttempt();
  const [isRunning, setIsRunning] = useState(false);
  const [isOpen, setIsOpen] = useState(false);
  const isDisabled = isRunning || ticket.state === 'closed';
  useDeskKeys({ m: () => setIsOpen(!isDisabled) });
  const run = async (macroId: string) => {
    const macro = items.find(({ id }) => id === macroId);
    if (!macro) return;
    setIsRunning(true);
    await attempt(async () => {
      await desk.runMacro(ticket.id, macro.id, uuid());
      showNotice({ text: t('done', { name: isolate(macro.name) }) });
    });
    setIsRunning(false);
  };
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={setIsOpen}>
      <Button aria-label={t('title')} isDisabled={isDisabled} className={iconButtonStyle}>
        <Zap aria-hidden className="size-5" strokeWidth={1.75} />
      </Button>
      <Menu
        aria-label={t('title')}
        placement="top end"
        onAction={(key) => (key === MANAGE ? router.push('/desk/macros') : void run(String(key)))}
      >
        {items.map(({ id, name }) => (
          <MenuItem key={id} id={id} icon={Zap} textValue={name}>
            <bdi>{name}</bdi>
          </MenuItem>
        ))}
        {items.length > 0 ? <MenuSeparator /> : null}
        <MenuItem id={MANAGE} icon={Settings2}>
          {t('manage')}
        </MenuItem>
      </Menu>
    </MenuTrigger>
  );
}
