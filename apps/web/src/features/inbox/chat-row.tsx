'use client';

import { useChat, useParley, useTyping } from '@app/client/react';
import type { ChatDto } from '@app/contracts';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { ChatAvatar } from '@/features/chat/chat-avatar';
import { useChatFace } from '@/features/chat/use-chat-face';
import { useDraft } from '@/features/chat/use-draft';
import { useDateText } from '@/i18n/use-date-text';
import { Badge } from '@/ui/badge';
import { cx } from '@/ui/cx';
import { firstName, isolate } from '@/ui/text';
import { RowPreview } from './row-preview';

/** One chat of the list: who, about what, the last word, when, and what is unread. */
export const ChatRow = memo(function ChatRow({ chatId, isCurrent }: { chatId: string; isCurrent: boolean }) {
  const chat = useChat(chatId);
  return chat ? <Row chat={chat} isCurrent={isCurrent} /> : null;
});

function Row({ chat, isCurrent }: { chat: ChatDto; isCurrent: boolean }) {
  const t = useTranslations('inbox');
  const date = useDateText();
  const face = useChatFace(chat);
  const isUnread = chat.unread > 0;
  const context =
    chat.context?.title ??
    (chat.type === 'group' ? t('group', { count: face.peopleCount }) : chat.type === 'support' ? chat.title : null);

  return (
    <Link
      href={`/chats/${chat.id}`}
      data-chat-id={chat.id}
      aria-current={isCurrent ? 'page' : undefined}
      className={cx(
        'ease grid min-h-[4.5rem] grid-cols-[auto_minmax(0,1fr)_auto] content-center gap-x-3 rounded-md px-2 py-2 text-inherit no-underline transition-colors [--ground:var(--surface)]',
        'hover:bg-hover hover:[--ground:var(--surface-hover)] aria-[current=page]:bg-accent-soft aria-[current=page]:[--ground:var(--accent-soft)]',
        'max-tablet:py-2.5',
      )}
    >
      <span className="row-span-3 self-center">
        <ChatAvatar chatId={chat.id} face={face} />
      </span>
      <span dir="auto" className={cx('one-line text-md leading-snug', isUnread ? 'font-bold' : 'font-name')}>
        {face.name}
      </span>
      <time
        dateTime={chat.lastActivityAt}
        suppressHydrationWarning
        className={cx('text-xs leading-snug', isUnread ? 'font-name text-accent-text' : 'text-quiet')}
      >
        {date.short(chat.lastActivityAt)}
      </time>
      {context && (
        <span dir="auto" className="one-line col-span-2 text-xs leading-normal text-quiet">
          {context}
        </span>
      )}
      <span
        className={cx(
          'flex min-w-0 items-center gap-1 text-sm leading-normal',
          isUnread ? 'font-medium text-ink' : 'text-soft',
        )}
      >
        <RowText chat={chat} isCurrent={isCurrent} />
      </span>
      <span className="flex items-center justify-end">
        <Badge count={chat.unread} max={999} label={t('unreadCount', { count: chat.unread })} />
      </span>
    </Link>
  );
}

/** Typing first, then what one left unsent here, then the last message. */
function RowText({ chat, isCurrent }: { chat: ChatDto; isCurrent: boolean }) {
  const t = useTranslations('inbox');
  const { me } = useParley();
  const typing = useTyping(chat.id);
  const draft = useDraft(chat.id);
  if (typing.length > 0) {
    const typer = chat.members.find((member) => member.userId === typing[0])?.user.name;
    const text = typer && chat.members.length > 2 ? t('typingNamed', { name: isolate(firstName(typer)) }) : t('typing');
    return <span className="one-line font-medium text-accent-text">{text}</span>;
  }
  if (draft && !isCurrent) {
    return (
      <>
        <span className="flex-none font-name text-danger">{t('draft')}</span>
        <span dir="auto" className="one-line">
          {draft}
        </span>
      </>
    );
  }
  return <RowPreview chat={chat} me={me} />;
}
