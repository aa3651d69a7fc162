'use client';

import { useParley } from '@app/client/react';
import type { UserDto } from '@app/contracts';
import { LifeBuoy, type LucideIcon, Users } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Avatar } from '@/ui/avatar';
import { Dialog } from '@/ui/dialog';
import { Press } from '@/ui/press';
import { SearchField } from '@/ui/search-field';
import { SkeletonRows } from '@/ui/skeleton';
import { isolate } from '@/ui/text';
import { MIN_LETTERS, usePeopleSearch } from './use-people-search';
import { useSupportChat } from './use-support-chat';

interface NewChatDialogProps {
  isOpen: boolean;
  onClose: () => void;
  onNewGroup: () => void;
}

export default function NewChatDialog({ isOpen, onClose, onNewGroup }: NewChatDialogProps) {
  const t = useTranslations();
  return (
    <Dialog kind="sheet" title={t('newChat.title')} isOpen={isOpen} onClose={onClose} closeLabel={t('app.close')}>
      <PeoplePicker onDone={onClose} onNewGroup={onNewGroup} />
    </Dialog>
  );
}

function PeoplePicker({ onDone, onNewGroup }: { onDone: () => void; onNewGroup: () => void }) {
  const t = useTranslations();
  const { chats, me } = useParley();
  const router = useRouter();
  const [query, setQuery] = useState('');
  const [hasFailed, setHasFailed] = useState(false);
  const support = useSupportChat(onDone);
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
      {query === '' && (
        <div className="-mx-2 grid gap-0.5">
          <Choice icon={Users} text={t('newChat.group')} hint={t('newChat.groupHint')} onPress={onNewGroup} />
          {me.role === 'user' && (
            <Choice
              icon={LifeBuoy}
              text={t('newChat.support')}
              hint={t('newChat.supportHint')}
              isPending={support.isPending}
              onPress={support.open}
            />
          )}
        </div>
      )}
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
        {support.hasFailed && t('newChat.supportFailed')}
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

interface ChoiceProps {
  icon: LucideIcon;
  text: string;
  hint: string;
  isPending?: boolean;
  onPress: () => void;
}

/** A chat that is not with one person of the search. */
function Choice({ icon: Icon, text, hint, ...press }: ChoiceProps) {
  return (
    <Press {...press} className="flex items-center gap-3 rounded-md px-2 py-2 text-start hover:bg-hover">
      <span
        aria-hidden
        className="grid size-9 flex-none place-items-center rounded-full bg-accent-soft text-accent-text"
      >
        <Icon className="size-4.5" strokeWidth={1.75} />
      </span>
      <span className="min-w-0">
        <span className="block font-name">{text}</span>
        <span className="block text-xs text-quiet">{hint}</span>
      </span>
    </Press>
  );
}
