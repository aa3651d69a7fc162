'use client';

import { useParley } from '@app/client/react';
import type { CannedReplyDto, SupportTicketDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { type RefObject, useEffect, useId, useRef } from 'react';
import { cx } from '@/ui/cx';
import { KeyHint } from '@/ui/key-hint';
import { Link } from '@/ui/link';
import { Tag } from '@/ui/tag';
import { textFor } from './canned-reply';
import type { CannedChoice } from './use-canned-picker';

interface CannedPickerProps {
  ticket: SupportTicketDto;
  /** Around the field that is written in. */
  frame: RefObject<HTMLElement | null>;
  picker: CannedChoice;
}

/** The canned replies, above the message box. The focus stays in the field, which names the active one to readers. */
export function CannedPicker({
  ticket,
  frame,
  picker: { isOpen, isLoading, replies, active, ...picker },
}: CannedPickerProps) {
  const t = useTranslations('desk.canned');
  const listId = useId();
  useListOfField(frame, isOpen ? listId : null, active && `${listId}-${active.id}`);
  return (
    <>
      <p role="status" className="sr-only">
        {isOpen && t('found', { count: replies.length })}
      </p>
      {isOpen && (
        <div className="edge pop absolute inset-x-0 bottom-full z-10 mb-2 max-w-2xl overflow-hidden rounded-md bg-raised shadow-3 [--ground:var(--surface-raised)]">
          <p className="flex items-center gap-2 px-3.5 pt-3 pb-1.5 text-xs text-quiet">
            <span className="flex-1">{t(`for.${ticket.desk?.language ?? 'en'}`)}</span>
            <span aria-hidden className="inline-flex gap-1 touch:hidden" dir="ltr">
              <KeyHint>↑</KeyHint>
              <KeyHint>↓</KeyHint>
              <KeyHint>Enter</KeyHint>
            </span>
          </p>
          <div id={listId} role="listbox" aria-label={t('title')} className="scroll-y max-h-72 px-1.5 pb-1.5">
            {replies.map((reply) => (
              <ReplyOption
                key={reply.id}
                id={`${listId}-${reply.id}`}
                reply={reply}
                ticket={ticket}
                isActive={reply === active}
                onActive={() => picker.activate(reply)}
                onChoose={() => picker.choose(reply)}
              />
            ))}
          </div>
          {replies.length === 0 && !isLoading && (
            <p className="px-3.5 pb-3.5 text-sm text-soft">
              {t('none')}{' '}
              <Link href="/desk/replies" className="prose-link">
                {t('manage')}
              </Link>
            </p>
          )}
        </div>
      )}
    </>
  );
}

interface ReplyOptionProps {
  id: string;
  reply: CannedReplyDto;
  ticket: SupportTicketDto;
  isActive: boolean;
  onActive: () => void;
  onChoose: () => void;
}

function ReplyOption({ id, reply, ticket, isActive, onActive, onChoose }: ReplyOptionProps) {
  const t = useTranslations('desk.canned');
  const { me } = useParley();
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
        'grid min-h-9 cursor-pointer grid-cols-[minmax(4rem,auto)_minmax(0,1fr)_auto] items-center gap-x-3 rounded-sm px-2 py-1.5 text-sm touch:min-h-11',
        isActive && 'bg-support-soft outline-2 -outline-offset-2 outline-transparent forced-colors:outline-[Highlight]',
      )}
    >
      <bdi className="font-medium text-support">/{reply.shortcut}</bdi>
      <span dir="auto" className="one-line font-name">
        {reply.title}
      </span>
      <Tag>{t(reply.isTeam ? 'team' : 'own')}</Tag>
      {isActive && (
        <span dir="auto" className="one-line col-span-3 text-xs text-soft">
          {textFor(reply, ticket, me)}
        </span>
      )}
    </div>
  );
}

/** The field is no part of this, so what it says of the list is set by hand. */
function useListOfField(frame: RefObject<HTMLElement | null>, listId: string | null, activeId?: string): void {
  useEffect(() => {
    const field = frame.current?.querySelector('textarea');
    if (!field || listId === null) return;
    const said = { 'aria-autocomplete': 'list', 'aria-haspopup': 'listbox', 'aria-controls': listId };
    for (const [name, value] of Object.entries(said)) field.setAttribute(name, value);
    if (activeId) field.setAttribute('aria-activedescendant', activeId);
    return () => {
      for (const name of [...Object.keys(said), 'aria-activedescendant']) field.removeAttribute(name);
    };
  }, [frame, listId, activeId]);
}
