'use client';

import type { MessageStore } from '@app/client';
import { useParley, useStore } from '@app/client/react';
import type { MessageDto } from '@app/contracts';
import { ArrowUp, Check, CircleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type RefObject, useId, useRef } from 'react';
import { pickFiles } from '@/features/attachment/pick-files';
import { useTray } from '@/features/attachment/tray';
import { useVoice } from '@/features/voice/use-voice';
import { VoiceButton } from '@/features/voice/voice-button';
import { cx } from '@/ui/cx';
import { lazyPart } from '@/ui/lazy-part';
import { Press } from '@/ui/press';
import { firstName } from '@/ui/text';
import { useChatScope } from './chat-context';
import { ComposerHint } from './composer-hint';
import { ComposerTools } from './composer-tools';
import { isSendKey } from './enter-rule';
import { measureText } from './length-rule';
import { useComposer } from './use-composer';

const ComposerChip = lazyPart(() => import('./composer-chip'));
const AttachTray = lazyPart(() => import('@/features/attachment/attach-tray'));
const MentionPicker = lazyPart(() => import('./mention-picker'));
const VoicePanel = lazyPart(() => import('@/features/voice/voice-panel'));

interface ComposerProps {
  field: RefObject<HTMLTextAreaElement | null>;
  editing: MessageDto | null;
  onEditEnd: () => void;
  onSent: () => void;
}

const isTouch = () => window.matchMedia('(pointer: coarse)').matches;

export function Composer({ field, editing, onEditEnd, onSent }: ComposerProps) {
  const t = useTranslations('composer');
  const { chat, me, name, store, edit } = useChatScope();
  const { limits } = useParley();
  const max = useStore(limits, (state) => state.messageMaxCodePoints);
  const composer = useComposer({ field, editing, onEditEnd, onSent });
  const { text, mentions, replyTo, isEmpty, change, send, blur, endReply, isRefused } = composer;
  const tray = useTray(chat.id);
  const hasTray = !editing && (tray.isBusy || tray.items.length + tray.refused.length > 0);
  const length = measureText(text, max);
  const canSend = !isEmpty && !length.isOver && !tray.isBusy;
  const addFiles = (files: readonly File[]) => void pickFiles(chat.id, files, limits.getState());
  const label = t('label', { name: chat.type === 'group' ? name : firstName(name) });
  const noteId = useId();
  const voice = useVoice(me.id, chat.id, editing !== null);
  const microphone = useRef<HTMLButtonElement>(null);
  const mayRecord = isEmpty && !editing && !hasTray;
  const endVoice = () => {
    voice.close();
    // On a phone the field would bring the keyboard.
    requestAnimationFrame(() => (isTouch() ? microphone : field).current?.focus());
  };

  /** True when the key was for what is being done in the field, and not for its text. */
  const handleKey = (event: KeyboardEvent<HTMLTextAreaElement>): boolean => {
    const { nativeEvent } = event;
    const isComposing = nativeEvent.isComposing || nativeEvent.keyCode === 229;
    if (isSendKey(nativeEvent, isTouch())) {
      if (canSend) send();
      return true;
    }
    if (event.key === 'Escape' && !isComposing && (editing || replyTo)) {
      if (editing) onEditEnd();
      else endReply();
      return true;
    }
    const isPlain = !(event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || isComposing);
    const last = event.key === 'ArrowUp' && isPlain && text === '' && !editing && lastEditable(store);
    if (last) edit(last);
    return Boolean(last);
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (canSend) send();
      }}
    >
      <div
        className={cx(
          'relative rounded-lg border bg-surface focus-within:border-transparent focus-within:outline-2 focus-within:-outline-offset-1',
          length.isOver ? 'border-danger focus-within:outline-danger' : 'border-control focus-within:outline-focus',
        )}
      >
        {chat.type === 'group' && text.includes('@') && (
          <MentionPicker field={field} text={text} mentions={mentions} onChange={change} />
        )}
        {(editing || replyTo) && (
          <ComposerChip editedText={editing?.text ?? null} quote={replyTo} onCancel={editing ? onEditEnd : endReply} />
        )}
        {hasTray && <AttachTray chatId={chat.id} />}
        <div className="flex items-end gap-1 p-1.5">
          {voice.start && (
            <VoicePanel
              start={voice.start}
              onHandsFree={voice.freeHands}
              onClose={endVoice}
              onSent={() => {
                endVoice();
                onSent();
              }}
            />
          )}
          {!editing && !voice.start && <ComposerTools onFiles={addFiles} />}
          <textarea
            ref={field}
            id="composer"
            dir={text ? 'auto' : undefined}
            hidden={voice.start !== null}
            rows={1}
            value={text}
            placeholder={label}
            aria-label={label}
            aria-describedby={noteId}
            aria-invalid={length.isOver || isRefused || undefined}
            enterKeyHint="enter"
            autoComplete="off"
            onChange={(event) => change(event.target.value)}
            onBlur={blur}
            onPaste={(event) => {
              const { files, types } = event.clipboardData;
              // A copied text may come with a picture of itself.
              if (editing || files.length === 0 || types.includes('text/plain')) return;
              event.preventDefault();
              addFiles([...files]);
            }}
            onKeyDown={(event) => {
              if (handleKey(event)) event.preventDefault();
            }}
            className="field-sizing-content max-h-40 min-w-0 flex-1 resize-none bg-transparent px-2.5 py-[0.4375rem] text-msg touch:py-2.5 leading-[1.45] outline-none placeholder:overflow-hidden placeholder:text-ellipsis placeholder:whitespace-nowrap"
          />
          <VoiceButton
            ref={microphone}
            onOpen={voice.open}
            isHeld={Boolean(voice.start?.press)}
            isHidden={voice.start ? !voice.start.press : !mayRecord}
          />
          <Press
            type="submit"
            hidden={voice.start !== null || mayRecord}
            preventFocusOnPress
            isDisabled={!canSend}
            aria-label={editing ? t('save') : canSend ? t('send') : t('sendNotPossible')}
            className="ease hit grid flex-none place-items-center rounded-md bg-accent text-on-accent transition-colors hover:bg-accent-hover disabled:bg-hover disabled:text-quiet"
          >
            {editing ? <Check aria-hidden className="size-5" /> : <ArrowUp aria-hidden className="size-5" />}
          </Press>
        </div>
      </div>
      <div id={noteId} role={length.isOver || isRefused ? 'alert' : undefined}>
        {length.isOver ? (
          <Refusal text={t('over', { used: length.used, max })} />
        ) : isRefused ? (
          <Refusal text={t('invalid')} />
        ) : length.isShown ? (
          <p className="tabular px-2 pt-1.5 text-end text-xs text-quiet">{t('counter', { used: length.used, max })}</p>
        ) : null}
      </div>
      {!length.isShown && !isRefused && <ComposerHint />}
    </form>
  );
}

/** The newest own message, while it may still be changed. */
function lastEditable(store: MessageStore): MessageDto | undefined {
  return store.getState().items.findLast((item) => store.tickOf(item) !== null && store.mayEdit(item));
}

function Refusal({ text }: { text: string }) {
  return (
    <p className="tabular flex items-center gap-1.5 px-2 pt-1.5 text-xs text-danger">
      <CircleAlert aria-hidden className="size-4 flex-none" />
      {text}
    </p>
  );
}
