'use client';

import { useParley } from '@app/client/react';
import type { UserDto } from '@app/contracts';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Avatar } from '@/ui/avatar';
import { Dialog } from '@/ui/dialog';
import { SearchField } from '@/ui/search-field';
import { SkeletonRows } from '@/ui/skeleton';
import { isolate } from '@/ui/text';
import { MIN_LETTERS, usePeopleSearch } from './use-people-search';

interface NewChatDialogProps {
  isOpen: boolean;
  onClose: () => void;
}

export default function NewChatDialog({ isOpen, onClose }: NewChatDialogProps) {
  const t = useTranslations();
  return (
    <Dialog kind="sheet" title={t('newChat.title')} isOpen={isOpen} onClose={onClose} closeLabel={t('app.close')}>
      <PeoplePicker onDone={onClose} />
    </Dialog>
  );
}

function PeoplePicker({ onDone }: { onDone: () => void }) {
  const t = useTranslations();
  const { chats } = useParley();
  const router = useRouter();
  const [query, setQuery] = useState('');
  const [hasFailed, setHasFailed] = useState(false);
  const search = usePeopleSearch(query);

  const open = async (user: UserDto) => {
    setHasFailed(false);
    try {
      const chat = await chats.create({ memberIds: [user.id] });
      onDone();
      router.push(`/chats/${chat.id}`);
    } catch {
      setHasFailed(true);
    }
  };

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
      <div role="status" className="text-sm text-soft">
        {isShort && t('newChat.hint')}
        {search.state === 'done' && search.users.length > 0 && t('newChat.found', { count: search.users.length })}
        {search.state === 'done' && search.users.length === 0 && (
          <>
            <b className="block text-ink">{t('newChat.nobody', { query: isolate(query.trim()) })}</b>
            {t('newChat.nobodyText')}
          </>
        )}
      </div>
      <div role="alert" className="text-sm text-danger empty:hidden">
        {search.state === 'failed' && t('newChat.failed')}
        {hasFailed && t('newChat.openFailed')}
      </div>
      <div className="scroll-y -mx-2 min-h-56 flex-1" aria-busy={search.state === 'loading'}>
        {search.state === 'loading' && <SkeletonRows count={3} />}
        {search.state === 'done' && search.users.length > 0 && (
          <ListBox
            aria-label={t('newChat.results')}
            items={search.users}
            onAction={(key) => {
              const user = search.users.find((candidate) => candidate.id === key);
              if (user) void open(user);
            }}
          >
            {(user) => (
              <ListBoxItem
                id={user.id}
                textValue={user.name}
                className="flex cursor-pointer items-center gap-3 rounded-md px-2 py-2 outline-none hover:bg-hover data-focused:bg-hover data-focus-visible:outline-2 data-focus-visible:-outline-offset-2 data-focus-visible:outline-focus"
              >
                <Avatar id={user.id} name={user.name} url={user.avatarUrl} size="m" />
                <span className="min-w-0 flex-1">
                  <span dir="auto" className="one-line block font-name">
                    {user.name}
                  </span>
                  <span className="block text-xs text-quiet">{t(`user.role.${user.role}`)}</span>
                </span>
              </ListBoxItem>
            )}
          </ListBox>
        )}
      </div>
    </div>
  );
}
