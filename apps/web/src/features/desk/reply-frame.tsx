'use client';

import type { SupportTicketDto } from '@app/contracts';
import { Lock, MessageSquareQuote, Reply } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useRef } from 'react';
import { IconButton } from '@/ui/button';
import { cx } from '@/ui/cx';
import { Press } from '@/ui/press';
import { firstName, isolate } from '@/ui/text';
import { CannedPicker } from './canned-picker';
import { MacroMenu } from './macro-menu';
import { NoteComposer } from './note-composer';
import { startWriting, useReplyMode } from './reply-mode';
import { useCannedPicker } from './use-canned-picker';

interface ReplyFrameProps {
  ticket: SupportTicketDto;
  /** The chat's own message box: the answer that the customer gets. */
  composer: ReactNode;
}

/** To whom one writes is said over the field, and by its colour. */
export function ReplyFrame({ ticket, composer }: ReplyFrameProps) {
  const t = useTranslations('desk');
  const mode = useReplyMode(ticket.id);
  const name = isolate(firstName(ticket.requester.name));
  const choices = [
    { id: 'reply', icon: Reply, text: t('replyTo', { name }), on: 'bg-support-soft text-support' },
    { id: 'note', icon: Lock, text: t('note'), on: 'bg-note text-on-note' },
  ] as const;
  const frame = useRef<HTMLDivElement>(null);
  const picker = useCannedPicker(ticket, frame);
  return (
    <div ref={frame} className="relative" onKeyDownCapture={mode === 'reply' ? picker.handleKey : undefined}>
      {mode === 'reply' && <CannedPicker ticket={ticket} frame={frame} picker={picker} />}
      <div className="flex flex-wrap items-center gap-1 pb-1.5">
        {/* biome-ignore lint/a11y/useSemanticElements: two buttons, no set of fields */}
        <div role="group" aria-label={t('writeTo')} className="flex min-w-0 flex-1 gap-1">
          {choices.map(({ id, icon: Icon, text, on }) => (
            <ModeButton key={id} isOn={mode === id} on={on} onPress={() => startWriting(ticket.id, id)}>
              <Icon aria-hidden className={cx('size-4 flex-none', id === 'reply' && 'flip')} />
              <span className="one-line">{text}</span>
            </ModeButton>
          ))}
        </div>
        {mode === 'reply' && (
          <IconButton
            label={t('canned.title')}
            aria-expanded={picker.isOpen}
            preventFocusOnPress
            onPress={picker.toggle}
          >
            <MessageSquareQuote aria-hidden className="size-5" strokeWidth={1.75} />
          </IconButton>
        )}
        <MacroMenu ticket={ticket} />
      </div>
      {mode === 'note' ? <NoteComposer ticketId={ticket.id} /> : composer}
    </div>
  );
}

interface ModeButtonProps {
  isOn: boolean;
  on: string;
  onPress: () => void;
  children: ReactNode;
}

function ModeButton({ isOn, on, onPress, children }: ModeButtonProps) {
  return (
    <Press
      aria-pressed={isOn}
      onPress={onPress}
      className={cx(
        'edge ease inline-flex min-h-8 min-w-0 items-center gap-1.5 rounded-sm px-2.5 text-sm font-name transition-colors touch:min-h-11',
        isOn ? on : 'text-soft hover:bg-hover',
      )}
    >
      {children}
    </Press>
  );
}
