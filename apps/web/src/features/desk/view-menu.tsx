'use client';

import { useParley, useTickets } from '@app/client/react';
import { TICKET_VIEWS, type TicketView } from '@app/contracts';
import { Archive, Clock, Ellipsis, Flag, Hourglass, Inbox, type LucideIcon, Tickets, UserRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from 'react-aria-components/Button';
import { iconButtonStyle } from '@/ui/button-style';
import { Menu, MenuChoice, MenuItem, MenuTrigger } from '@/ui/menu';

const ICON: Record<TicketView, LucideIcon> = {
  mine: UserRound,
  unassigned: Inbox,
  due: Hourglass,
  all: Tickets,
  escalated: Flag,
  snoozed: Clock,
  archived: Archive,
};

/** Every view of the queue. */
export function ViewMenu() {
  const t = useTranslations('desk');
  const { tickets } = useParley();
  const view = useTickets((state) => state.view.view);
  return (
    <MenuTrigger>
      <Button aria-label={t('moreViews')} className={iconButtonStyle}>
        <Ellipsis aria-hidden className="size-5" strokeWidth={1.75} />
      </Button>
      <Menu aria-label={t('views')}>
        <MenuChoice
          title={t('views')}
          selectedKey={view}
          onSelect={(key) => void tickets.setView({ view: TICKET_VIEWS.find((id) => id === key) })}
        >
          {TICKET_VIEWS.map((id) => (
            <MenuItem key={id} id={id} icon={ICON[id]}>
              {t(`title.${id}`)}
            </MenuItem>
          ))}
        </MenuChoice>
      </Menu>
    </MenuTrigger>
  );
}
