'use client';

import type { SupportTicketDto } from '@app/contracts';
import { AlarmClock, AlarmClockOff, EllipsisVertical, Flag, Link2, Merge } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { SNOOZE_CHOICES, type SnoozeChoice, snoozedUntil } from '@/features/notification/snooze';
import { iconButtonStyle } from '@/ui/button-style';
import { lazyPart } from '@/ui/lazy-part';
import { Menu, MenuItem, MenuSeparator, MenuTrigger } from '@/ui/menu';
import { useOnceOpen } from '@/ui/use-once-open';
import type { TicketChange } from './use-ticket-change';

const EscalateDialog = lazyPart(() => import('./escalate-dialog'));
const RelateDialog = lazyPart(() => import('./relate-dialog'));

type Asked = 'escalate' | 'merge' | 'link';

interface TicketMenuProps {
  ticket: SupportTicketDto;
  change: TicketChange;
}

/** What is done with a ticket now and then: put off, passed up, joined with another one. */
export function TicketMenu({ ticket, change }: TicketMenuProps) {
  const t = useTranslations('desk');
  const [asked, setAsked] = useState<Asked | null>(null);
  const [lastAsked, setLastAsked] = useState<Asked>('escalate');
  const isLoaded = useOnceOpen(asked !== null);
  const isOver = ticket.state === 'closed' || ticket.state === 'solved';
  const isSnoozed = Boolean(ticket.desk?.snoozedUntil);
  const ask = (next: Asked) => {
    setAsked(next);
    setLastAsked(next);
  };
  const act = (key: string) => {
    const choice = SNOOZE_CHOICES.find((candidate) => candidate === key);
    if (choice) void change.change({ snoozedUntil: snoozedUntil(choice, new Date()) });
    else if (key === 'wake') void change.change({ snoozedUntil: null });
    else if (key === 'escalate' || key === 'merge' || key === 'link') ask(key);
  };
  const end = () => setAsked(null);
  const snooze = (id: SnoozeChoice) => (
    <MenuItem key={id} id={id} icon={AlarmClock} isDisabled={isOver}>
      {t(`snooze.${id}`)}
    </MenuItem>
  );
  return (
    <>
      <MenuTrigger>
        <Button aria-label={t('more')} isDisabled={change.isBusy} className={iconButtonStyle}>
          <EllipsisVertical aria-hidden className="size-5" strokeWidth={1.75} />
        </Button>
        <Menu aria-label={t('more')} onAction={(key) => act(String(key))}>
          {isSnoozed ? (
            <MenuItem id="wake" icon={AlarmClockOff}>
              {t('snooze.wake')}
            </MenuItem>
          ) : (
            SNOOZE_CHOICES.map(snooze)
          )}
          <MenuSeparator />
          <MenuItem id="escalate" icon={Flag} isDisabled={isOver}>
            {t('escalate')}
          </MenuItem>
          <MenuItem id="merge" icon={Merge} isDisabled={ticket.state === 'closed'}>
            {t('merge')}
          </MenuItem>
          <MenuItem id="link" icon={Link2}>
            {t('link')}
          </MenuItem>
        </Menu>
      </MenuTrigger>
      {isLoaded && lastAsked === 'escalate' && (
        <EscalateDialog ticket={ticket} isOpen={asked === 'escalate'} onClose={end} />
      )}
      {isLoaded && lastAsked !== 'escalate' && (
        <RelateDialog ticket={ticket} how={lastAsked} isOpen={asked === lastAsked} onClose={end} />
      )}
    </>
  );
}
