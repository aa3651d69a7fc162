'use client';

import { useParley, useTickets } from '@app/client/react';
import { TICKET_VIEWS, type TicketView } from '@app/contracts';
import {
  Archive,
  Bookmark,
  BookmarkPlus,
  ChartColumn,
  Clock,
  Ellipsis,
  Flag,
  Hourglass,
  Inbox,
  type LucideIcon,
  MessageSquareQuote,
  Tickets,
  UserRound,
  Zap,
} from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { iconButtonStyle } from '@/ui/button-style';
import { lazyPart } from '@/ui/lazy-part';
import { Menu, MenuChoice, MenuItem, MenuSeparator, MenuTrigger } from '@/ui/menu';
import { useOnceOpen } from '@/ui/use-once-open';
import { listViewOf, openView } from './saved-view';
import { useDesk, useShelf } from './use-desk';

const SavedViewsDialog = lazyPart(() => import('./saved-views-dialog'));

const ICON: Record<TicketView, LucideIcon> = {
  mine: UserRound,
  unassigned: Inbox,
  due: Hourglass,
  all: Tickets,
  escalated: Flag,
  snoozed: Clock,
  archived: Archive,
};
const SAVE = 'save';
/** What stands beside the queue instead of a ticket, by its address. */
const TOOLS = [
  { id: '/desk/replies', icon: MessageSquareQuote, text: 'canned.title' },
  { id: '/desk/macros', icon: Zap, text: 'macro.title' },
] as const;

/** Every view of the queue: those that are always there, those that were saved, and a way to save one more. */
export function ViewMenu() {
  const t = useTranslations('desk');
  const figures = useTranslations('deskFigures');
  const router = useRouter();
  const { tickets } = useParley();
  const view = useTickets((state) => state.view);
  const { items } = useShelf(useDesk().views);
  const [isEditing, setIsEditing] = useState(false);
  const isLoaded = useOnceOpen(isEditing);
  const saved = openView(items, view);
  const openSaved = (id: string) => {
    const chosen = items.find((each) => each.id === id);
    if (chosen) void tickets.setView(listViewOf(chosen.query));
  };
  return (
    <>
      <MenuTrigger>
        <Button aria-label={t('moreViews')} className={iconButtonStyle}>
          <Ellipsis aria-hidden className="size-5" strokeWidth={1.75} />
        </Button>
        <Menu
          aria-label={t('views')}
          onAction={(key) =>
            key === SAVE ? setIsEditing(true) : String(key).startsWith('/') && router.push(String(key))
          }
        >
          <MenuChoice
            title={t('views')}
            selectedKey={saved ? undefined : view.view}
            onSelect={(key) => void tickets.setView({ view: TICKET_VIEWS.find((id) => id === key) })}
          >
            {TICKET_VIEWS.map((id) => (
              <MenuItem key={id} id={id} icon={ICON[id]}>
                {t(`title.${id}`)}
              </MenuItem>
            ))}
          </MenuChoice>
          {items.length > 0 ? (
            <MenuChoice title={t('saved.title')} selectedKey={saved?.id} onSelect={openSaved}>
              {items.map(({ id, name }) => (
                <MenuItem key={id} id={id} icon={Bookmark} textValue={name}>
                  <bdi>{name}</bdi>
                </MenuItem>
              ))}
            </MenuChoice>
          ) : null}
          <MenuSeparator />
          <MenuItem id={SAVE} icon={BookmarkPlus}>
            {t('saved.edit')}
          </MenuItem>
          <MenuSeparator />
          {TOOLS.map(({ id, icon, text }) => (
            <MenuItem key={id} id={id} icon={icon}>
              {t(text)}
            </MenuItem>
          ))}
          <MenuItem id="/desk/figures" icon={ChartColumn}>
            {figures('title')}
          </MenuItem>
        </Menu>
      </MenuTrigger>
      {isLoaded && <SavedViewsDialog isOpen={isEditing} onClose={() => setIsEditing(false)} />}
    </>
  );
}
