'use client';

import { useParley, useStore } from '@app/client/react';
import { Lock } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef } from 'react';
import { isSendKey } from '@/features/chat/enter-rule';
import { growField } from '@/features/chat/grow-field';
import { measureText } from '@/features/chat/length-rule';
import { Button } from '@/ui/button';
import { ChangeFault } from './change-fault';
import { useNoteDraft } from './use-note-draft';

const isTouch = () => window.matchMedia('(pointer: coarse)').matches;

/** For the staff alone, on ground of its own colour, so that nobody takes it for the answer. */
export function NoteComposer({ ticketId }: { ticketId: string }) {
  const t = useTranslations('desk');
  const composer = useTranslations('composer');
  const { limits } = useParley();
  const max = useStore(limits, (state) => state.messageMaxCodePoints);
  const { text, change, isSending, fault, send } = useNoteDraft(ticketId);
  const field = useRef<HTMLTextAreaElement>(null);
  const hintId = useId();
  const length = measureText(text, max);
  const canSend = text.trim() !== '' && !length.isOver && !isSending;

  // The field grows with its text
  useEffect(() => growField(field.current), [text]);

  const submit = () => {
    if (canSend) void send();
    field.current?.focus();
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="rounded-lg border border-note-line bg-note text-on-note focus-within:border-transparent focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-focus">
        <div className="flex items-end gap-1 p-1.5">
          <textarea
            ref={field}
            id="note-composer"
            dir={text ? 'auto' : undefined}
            rows={1}
            value={text}
            placeholder={t('noteLabel')}
            aria-label={t('noteLabel')}
            aria-describedby={hintId}
            aria-invalid={length.isOver || undefined}
            onChange={({ target }) => change(target.value)}
            onKeyDown={(event) => {
              if (!isSendKey(event.nativeEvent, isTouch())) return;
              event.preventDefault();
              submit();
            }}
            className="field-sizing-content max-h-40 min-w-0 flex-1 resize-none bg-transparent px-2.5 py-[0.4375rem] text-msg leading-[1.45] outline-none placeholder:text-on-note touch:py-2.5"
          />
          <Button
            type="submit"
            size="sm"
            isPending={isSending}
            isDisabled={!canSend}
            preventFocusOnPress
            className="border-note-line bg-transparent text-on-note shadow-none"
          >
            {!isSending && <Lock aria-hidden className="size-4" />}
            {t('addNote')}
          </Button>
        </div>
      </div>
      <p id={hintId} className="px-2 pt-2 text-2xs text-quiet">
        {length.isOver ? composer('over', { used: length.used, max }) : t('noteHint')}
      </p>
      <ChangeFault text={fault} className="px-2 pt-0" />
    </form>
  );
}
