'use client';

import { useChat, useParley } from '@app/client/react';
import type { MessageHitDto, SnippetDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { Fragment, type ReactNode, useEffect } from 'react';
import { useDateText } from '@/i18n/use-date-text';
import { faceOf } from './chat-face';

interface SearchHitProps {
  hit: MessageHitDto;
  /** Says in which chat it was found. */
  hasChat: boolean;
  onOpen: () => void;
}

/** One message that was found: who, when, and the words. */
export function SearchHit({ hit: { message, snippet }, hasChat, onOpen }: SearchHitProps) {
  const t = useTranslations('message');
  const inbox = useTranslations('inbox');
  const date = useDateText();
  const { chats, me } = useParley();
  const chat = useChat(message.chatId);

  useEffect(() => {
    // A chat that cannot be fetched has no name here; opening it says why.
    if (!chat) void chats.ensure(message.chatId).catch(() => undefined);
  }, [chats, chat, message.chatId]);

  const sender = chat?.members.find(({ userId }) => userId === message.senderId)?.user.name;
  const chatName = chat && (faceOf(chat, me).name ?? inbox('supportName'));
  return (
    <button
      type="button"
      data-hit
      onClick={onOpen}
      className="ease grid w-full gap-0.5 rounded-md px-2 py-2.5 text-start -outline-offset-2 transition-colors hover:bg-hover"
    >
      <span className="flex items-baseline gap-2">
        <bdi className="one-line flex-1 text-sm font-name">
          {message.senderId === me.id ? t('you') : (sender ?? t('somebody'))}
        </bdi>
        <time dateTime={message.createdAt} title={date.full(message.createdAt)} className="text-xs text-quiet">
          {date.short(message.createdAt)}
        </time>
      </span>
      {hasChat && (
        <span dir="auto" className="one-line text-xs text-quiet">
          {[chatName, chat?.context?.title].filter(Boolean).join(' · ')}
        </span>
      )}
      <span dir="auto" className="line-clamp-3 text-sm wrap-anywhere text-soft">
        {marked(snippet)}
      </span>
    </button>
  );
}

/** The snippet with the found words marked; also by weight, as a colour alone would not do. */
export function marked({ text, ranges }: SnippetDto): ReactNode[] {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const [start, length] of ranges) {
    parts.push(
      <Fragment key={`text${at}`}>{text.slice(at, start)}</Fragment>,
      <mark key={`mark${start}`} className="rounded-xs bg-accent-soft px-px font-semibold text-accent-text">
        {text.slice(start, start + length)}
      </mark>,
    );
    at = start + length;
  }
  parts.push(<Fragment key="end">{text.slice(at)}</Fragment>);
  return parts;
}
