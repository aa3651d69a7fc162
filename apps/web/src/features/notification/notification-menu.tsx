'use client';

import type { NotificationDto } from '@app/contracts';
import { Archive, ArchiveRestore, BellRing, CheckCheck, Clock3 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Menu, MenuItem, MenuSeparator } from '@/ui/menu';
import { SNOOZE_CHOICES, snoozedUntil } from './snooze';
import type { BellActions } from './use-bell-action';

interface NotificationMenuProps {
  row: NotificationDto;
  anchor: HTMLElement;
  actions: BellActions;
  onClose: () => void;
}

/** What can be done with a row besides following it. */
export default function NotificationMenu({ row, anchor, actions, onClose }: NotificationMenuProps) {
  const t = useTranslations('notification');
  const isPutAway = row.archivedAt !== null || row.snoozedUntil !== null;
  return (
    <Menu anchor={{ current: anchor }} isOpen onClose={onClose} aria-label={t('more', { title: row.title })}>
      {row.readAt === null && (
        <MenuItem icon={CheckCheck} onAction={() => void actions.markRead(row.id)}>
          {t('markRead')}
        </MenuItem>
      )}
      {row.archivedAt === null ? (
        <MenuItem icon={Archive} onAction={() => void actions.archive(row)}>
          {t('archive')}
        </MenuItem>
      ) : (
        <MenuItem icon={ArchiveRestore} iconClassName="flip" onAction={() => void actions.restore(row)}>
          {t('restore')}
        </MenuItem>
      )}
      {row.snoozedUntil !== null && (
        <MenuItem icon={BellRing} onAction={() => void actions.snooze(row, null)}>
          {t('wake')}
        </MenuItem>
      )}
      {!isPutAway && <MenuSeparator />}
      {(isPutAway ? [] : SNOOZE_CHOICES).map((choice) => (
        <MenuItem
          key={choice}
          icon={Clock3}
          onAction={() => void actions.snooze(row, snoozedUntil(choice, new Date()))}
        >
          {t(`snooze.${choice}`)}
        </MenuItem>
      ))}
    </Menu>
  );
}
