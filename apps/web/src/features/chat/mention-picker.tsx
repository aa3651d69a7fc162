'use client';

import type { UserDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { type RefObject, useEffect, useId, useRef } from 'react';
import { Avatar } from '@/ui/avatar';
import { cx } from '@/ui/cx';
import { type MentionPickerProps, useMentionPicker } from './use-mention-picker';

/** Above the field: who can be spoken to. The focus stays in the field, which names the active one to readers. */
export default function MentionPicker(props: MentionPickerProps) {
  const t = useTranslations('mention');
  const id = useId();
  const { people, active, activate, choose } = useMentionPicker(props);
  const isOpen = people.length > 0;
  useListOfField(props.field, isOpen ? id : null, active && optionId(id, active));
  return (
    <>
      <p role="status" className="sr-only">
        {isOpen && t('found', { count: people.length })}
      </p>
      {isOpen && (
        <div className="edge pop absolute inset-x-0 bottom-full z-10 mb-1.5 max-w-88 rounded-md bg-raised shadow-3">
          <div id={id} role="listbox" aria-label={t('list')} className="scroll-y max-h-60 rounded-md p-1.5">
            {people.map((user) => (
              <Person
                key={user.id}
                id={optionId(id, user)}
                user={user}
                isActive={user === active}
                onActive={() => activate(user)}
                onChoose={() => choose(user)}
              />
            ))}
          </div>
        </div>
      )}
    </>
  );
}

interface PersonProps {
  id: string;
  user: UserDto;
  isActive: boolean;
  onActive: () => void;
  onChoose: () => void;
}

function Person({ id, user, isActive, onActive, onChoose }: PersonProps) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and says which one is active
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's
    <div
      ref={row}
      id={id}
      role="option"
      aria-selected={isActive}
      // The field keeps the focus, and a phone its keyboard
      onPointerDown={(event) => event.preventDefault()}
      onPointerMove={onActive}
      onClick={onChoose}
      className={cx(
        'flex min-h-9 cursor-pointer items-center gap-2.5 rounded-sm px-2 py-1 touch:min-h-11',
        isActive && 'bg-accent-soft outline-2 -outline-offset-2 outline-transparent forced-colors:outline-[Highlight]',
      )}
    >
      <Avatar id={user.id} name={user.name} url={user.avatarUrl} size="s" />
      <span dir="auto" className="one-line min-w-0 flex-1 font-name">
        {user.name}
      </span>
    </div>
  );
}

/** The field is no part of this, so what it says of the list is set by hand. */
function useListOfField(field: RefObject<HTMLTextAreaElement | null>, listId: string | null, activeId?: string): void {
  useEffect(() => {
    const element = field.current;
    if (!element || listId === null) return;
    const said = { 'aria-autocomplete': 'list', 'aria-haspopup': 'listbox', 'aria-controls': listId };
    for (const [name, value] of Object.entries(said)) element.setAttribute(name, value);
    if (activeId) element.setAttribute('aria-activedescendant', activeId);
    return () => {
      for (const name of [...Object.keys(said), 'aria-activedescendant']) element.removeAttribute(name);
    };
  }, [field, listId, activeId]);
}

function optionId(listId: string, { id }: UserDto): string {
  return `${listId}-${id}`;
}
