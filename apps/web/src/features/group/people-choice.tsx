'use client';

import { useParley } from '@app/client/react';
import type { UserDto } from '@app/contracts';
import { Check, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { MIN_LETTERS, usePeopleSearch } from '@/features/inbox/use-people-search';
import { Avatar } from '@/ui/avatar';
import { Press } from '@/ui/press';
import { SearchField } from '@/ui/search-field';
import { SkeletonRows } from '@/ui/skeleton';
import { isolate } from '@/ui/text';

interface PeopleChoiceProps {
  chosen: readonly UserDto[];
  onChange: (chosen: readonly UserDto[]) => void;
  /** Who is there already and cannot be chosen. */
  memberIds?: ReadonlySet<string>;
  /** How many may be chosen. */
  max: number;
}

/** Several people, found by name; who is chosen stays in view above the results. */
export function PeopleChoice({ chosen, onChange, memberIds, max }: PeopleChoiceProps) {
  const t = useTranslations();
  const [query, setQuery] = useState('');
  const search = usePeopleSearch(query);
  const found = search.state === 'done' ? search.users : [];
  const isShort = [...query.trim()].length < MIN_LETTERS;
  const isFull = chosen.length >= max;

  const choose = (keys: ReadonlySet<string | number>) => {
    const kept = chosen.filter(({ id }) => keys.has(id) || !found.some((user) => user.id === id));
    const added = found.filter(({ id }) => keys.has(id) && !chosen.some((user) => user.id === id));
    onChange([...kept, ...added].slice(0, max));
  };

  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2">
      <SearchField
        label={t('newChat.search')}
        clearLabel={t('app.clear')}
        value={query}
        onChange={setQuery}
        maxLength={80}
      />
      {chosen.length > 0 && (
        <ul aria-label={t('group.chosen')} className="scroll-y flex max-h-24 flex-none flex-wrap gap-1.5 p-0.5">
          {chosen.map((user) => (
            <li
              key={user.id}
              className="edge inline-flex max-w-full items-center rounded-full bg-accent-soft ps-3 text-sm text-accent-text"
            >
              <span dir="auto" className="one-line">
                {user.name}
              </span>
              <Press
                aria-label={t('group.takeOff', { name: isolate(user.name) })}
                onPress={() => onChange(chosen.filter(({ id }) => id !== user.id))}
                className="grid size-7 flex-none place-items-center rounded-full hover:bg-hover touch:size-11"
              >
                <X aria-hidden className="size-3.5" />
              </Press>
            </li>
          ))}
        </ul>
      )}
      <div role="status" className="text-sm text-soft">
        <PeopleHint
          isFull={isFull}
          isShort={isShort}
          chosenCount={chosen.length}
          foundCount={search.state === 'done' ? found.length : null}
        />
      </div>
      <div role="alert" className="text-sm text-danger empty:hidden">
        {search.state === 'failed' && t('newChat.failed')}
      </div>
      <div className="scroll-y -mx-2 min-h-44 flex-1" aria-busy={search.state === 'loading'}>
        {search.state === 'loading' && <SkeletonRows count={3} />}
        {found.length > 0 && (
          <ListBox
            aria-label={t('newChat.results')}
            items={found}
            selectionMode="multiple"
            selectedKeys={chosen.map(({ id }) => id)}
            disabledKeys={found.filter(({ id }) => memberIds?.has(id)).map(({ id }) => id)}
            onSelectionChange={(keys) => choose(keys === 'all' ? new Set(found.map(({ id }) => id)) : keys)}
          >
            {(user) => <PersonOption user={user} isMember={memberIds?.has(user.id) ?? false} />}
          </ListBox>
        )}
      </div>
    </div>
  );
}

interface PeopleHintProps {
  isFull: boolean;
  isShort: boolean;
  chosenCount: number;
  foundCount: number | null;
}

/** What to do next, or what came of it. */
function PeopleHint({ isFull, isShort, chosenCount, foundCount }: PeopleHintProps) {
  const t = useTranslations();
  const { limits } = useParley();
  if (isFull) return t('group.full', { max: limits.getState().groupMaxMembers });
  if (isShort) return chosenCount > 0 ? t('group.chosenCount', { count: chosenCount }) : t('newChat.hint');
  return foundCount === null ? null : t('newChat.found', { count: foundCount });
}

function PersonOption({ user, isMember }: { user: UserDto; isMember: boolean }) {
  const t = useTranslations();
  return (
    <ListBoxItem
      id={user.id}
      textValue={user.name}
      className="flex cursor-pointer items-center gap-3 rounded-md px-2 py-2 outline-none hover:bg-hover data-disabled:cursor-not-allowed data-focused:bg-hover data-focus-visible:outline-2 data-focus-visible:-outline-offset-2 data-focus-visible:outline-focus"
    >
      {({ isSelected }) => (
        <>
          <Avatar id={user.id} name={user.name} url={user.avatarUrl} size="m" />
          <span className="min-w-0 flex-1">
            <span dir="auto" className="one-line block font-name">
              {user.name}
            </span>
            <span className="block text-xs text-quiet">{isMember ? t('group.isIn') : t(`user.role.${user.role}`)}</span>
          </span>
          <span
            aria-hidden
            className={
              isSelected
                ? 'edge grid size-5 place-items-center rounded-xs bg-accent text-on-accent'
                : isMember
                  ? 'size-5'
                  : 'size-5 rounded-xs border border-control'
            }
          >
            {isSelected && <Check className="size-3.5" strokeWidth={3} />}
          </span>
        </>
      )}
    </ListBoxItem>
  );
}
