'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { MIN_LETTERS, usePeopleSearch } from '@/features/inbox/use-people-search';
import { Avatar } from '@/ui/avatar';
import { Dialog } from '@/ui/dialog';
import { Press } from '@/ui/press';
import { SearchField } from '@/ui/search-field';
import { SkeletonRows } from '@/ui/skeleton';

interface ColleagueDialogProps {
  isOpen: boolean;
  onClose: () => void;
  onPick: (userId: string) => void;
}

/** Gives the ticket to a colleague who is not in the menu. */
export function ColleagueDialog({ isOpen, onClose, onPick }: ColleagueDialogProps) {
  const t = useTranslations();
  return (
    <Dialog kind="sheet" title={t('desk.assignTo')} isOpen={isOpen} onClose={onClose} closeLabel={t('app.close')}>
      <Picker onPick={onPick} />
    </Dialog>
  );
}

function Picker({ onPick }: Pick<ColleagueDialogProps, 'onPick'>) {
  const t = useTranslations();
  const [query, setQuery] = useState('');
  const search = usePeopleSearch(query);
  const staff = search.state === 'done' ? search.users.filter((user) => user.role !== 'user') : [];
  const isShort = [...query.trim()].length < MIN_LETTERS;
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 px-5 pb-5">
      <SearchField
        autoFocus
        label={t('newChat.search')}
        clearLabel={t('app.clear')}
        value={query}
        onChange={setQuery}
        maxLength={80}
      />
      <p role="status" className="text-sm text-soft">
        {isShort
          ? t('newChat.hint')
          : search.state === 'done'
            ? t('desk.colleaguesFound', { count: staff.length })
            : search.state === 'failed'
              ? t('newChat.failed')
              : ''}
      </p>
      <div className="scroll-y -mx-2 min-h-56 flex-1" aria-busy={search.state === 'loading'}>
        {search.state === 'loading' && <SkeletonRows count={2} />}
        <ul>
          {staff.map((user) => (
            <li key={user.id}>
              <Press
                onPress={() => onPick(user.id)}
                className="flex w-full items-center gap-3 rounded-md px-2 py-2 text-start hover:bg-hover"
              >
                <Avatar id={user.id} name={user.name} url={user.avatarUrl} size="m" />
                <span className="min-w-0 flex-1">
                  <span dir="auto" className="one-line block font-name">
                    {user.name}
                  </span>
                  <span className="block text-xs text-quiet">{t(`user.role.${user.role}`)}</span>
                </span>
              </Press>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
