'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { usePeopleSearch } from '@/features/inbox/use-people-search';
import { Avatar } from '@/ui/avatar';
import { Link } from '@/ui/link';
import { SearchField } from '@/ui/search-field';

/** For admins: whose log is to be read. */
export function LogFinder({ userId }: { userId: string | undefined }) {
  const t = useTranslations('decisions');
  const [query, setQuery] = useState('');
  const search = usePeopleSearch(query);
  return (
    <div className="mb-4 grid gap-2">
      <SearchField label={t('find')} clearLabel={t('clear')} value={query} onChange={setQuery} />
      {search.state === 'done' && (
        <ul aria-label={t('found')} className="grid gap-px">
          {search.users.map(({ id, name, avatarUrl }) => (
            <li key={id}>
              <Link
                href={`/settings/log?user=${id}`}
                onClick={() => setQuery('')}
                className="ease flex min-h-11 items-center gap-3 rounded-md px-2 text-ink no-underline transition-colors hover:bg-hover"
              >
                <Avatar id={id} name={name} url={avatarUrl} size="s" />
                <bdi className="one-line">{name}</bdi>
              </Link>
            </li>
          ))}
        </ul>
      )}
      <p role="status" className="text-sm text-soft empty:hidden">
        {search.state === 'done' && search.users.length === 0 && t('nobody')}
      </p>
      {userId !== undefined && (
        <Link href="/settings/log" className="justify-self-start text-sm text-accent-text">
          {t('mine')}
        </Link>
      )}
    </div>
  );
}
