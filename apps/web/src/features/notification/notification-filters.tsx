'use client';

import { useBell, useParley } from '@app/client/react';
import { NOTIFICATION_FILTERS, NOTIFICATION_TYPES, type NotificationType } from '@app/contracts';
import { ListFilter } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { AriaLocale } from '@/ui/aria-locale';
import { Badge } from '@/ui/badge';
import { ChipGroup } from '@/ui/chip';
import { Menu, MenuChoice, MenuItem, MenuTrigger } from '@/ui/menu';
import { SelectButton } from '@/ui/select-button';

const ALL = 'all';

/** What the list shows: waiting, put away, and of which kind. */
export function NotificationFilters() {
  const t = useTranslations('notification');
  const nav = useTranslations('nav');
  const { bell } = useParley();
  const { filter, type, unread } = useBell((state) => ({
    filter: state.filter,
    type: state.type,
    unread: state.counts.unread,
  }));
  const nameOf = (id: NotificationType | null) => t(`type.${id ?? ALL}`);
  return (
    <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
      <ChipGroup
        label={t('filter')}
        value={filter}
        onChange={(next) => void bell.setFilter(next, type)}
        options={NOTIFICATION_FILTERS.map((id) => ({
          id,
          text: (
            <>
              {t(id === 'archived' ? 'archiveFilter' : id === 'snoozed' ? 'snoozedFilter' : id)}
              {id === 'unread' && <Badge count={unread} label={nav('unread', { count: unread })} />}
            </>
          ),
        }))}
      />
      <AriaLocale>
        <MenuTrigger>
          <SelectButton label={t('typeFilter')} isQuiet icon={<ListFilter aria-hidden className="size-4" />}>
            {nameOf(type)}
          </SelectButton>
          <Menu aria-label={t('typeFilter')}>
            <MenuChoice
              title={t('typeFilter')}
              selectedKey={type ?? ALL}
              onSelect={(key) => void bell.setFilter(filter, NOTIFICATION_TYPES.find((id) => id === key) ?? null)}
            >
              {[null, ...NOTIFICATION_TYPES].map((id) => (
                <MenuItem key={id ?? ALL} id={id ?? ALL}>
                  {nameOf(id)}
                </MenuItem>
              ))}
            </MenuChoice>
          </Menu>
        </MenuTrigger>
      </AriaLocale>
    </div>
  );
}
