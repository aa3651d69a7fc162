'use client';

import type { SupportTicketDto } from '@app/contracts';
import { AlarmClock, AlarmClockOff, EllipsisVertical } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from 'react-aria-components/Button';
import { SNOOZE_CHOICES, snoozedUntil } from '@/features/notification/snooze';
import { iconButtonStyle } from '@/ui/button-style';
import { Menu, MenuItem, MenuTrigger } from '@/ui/menu';
import type { TicketChange } from './use-ticket-change';

interface TicketMenuProps {
  ticket: SupportTicketDto;
  change: TicketChange;
}

/** What is done with a ticket now and then. */
export function TicketMenu({ ticket, change }: TicketMenuProps) {
  const t = useTranslations('desk');
  const isOver = ticket.state === 'closed' || ticket.state === 'solved';
  const act = (key: string) => {
    const choice = SNOOZE_CHOICES.find((candidate) => candidate === key);
    if (choice) void change.change({ snoozedUntil: snoozedUntil(choice, new Date()) });
    else if (key === 'wake') void change.change({ snoozedUntil: null });
  };
  return (
    <MenuTrigger>
      <Button aria-label={t('more')} isDisabled={change.isBusy} className={iconButtonStyle}>
        <EllipsisVertical aria-hidden className="size-5" strokeWidth={1.75} />
      </Button>
      <Menu aria-label={t('more')} onAction={(key) => act(String(key))}>
        {ticket.desk?.snoozedUntil ? (
          <MenuItem id="wake" icon={AlarmClockOff}>
            {t('snooze.wake')}
          </MenuItem>
        ) : (
          SNOOZE_CHOICES.map((id) => (
            <MenuItem key={id} id={id} icon={AlarmClock} isDisabled={isOver}>
              {t(`snooze.${id}`)}
            </MenuItem>
          ))
        )}
      </Menu>
    </MenuTrigger>
  );
}
