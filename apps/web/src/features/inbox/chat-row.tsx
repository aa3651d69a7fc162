'use client';

import { useChat, useParley, useTyping } from '@app/client/react';
import type { ChatDto } from '@app/contracts';
import { EllipsisVertical } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo, useRef } from 'react';
import { ChatAvatar } from '@/features/chat/chat-avatar';
import { useChatFace } from '@/features/chat/use-chat-face';
import { useDraft } from '@/features/chat/use-draft';
import { useDateText } from '@/i18n/use-date-text';
import { cx } from '@/ui/cx';
import { Link } from '@/ui/link';
import { Press } from '@/ui/press';
import { firstName, isolate } from '@/ui/text';
import { RowMarks } from './row-marks';
import { RowPreview } from './row-preview';

interface ChatRowProps {
  chatId: string;
  isCurrent: boolean;
  /** The list's one stop of Tab. */
  isStop: boolean;
  onMenu: (link: HTMLElement | null) => void;
}

/** One chat of the list: who, about what, the last word, when, and what is unread. */
export const ChatRow = memo(function ChatRow({ chatId, ...props }: ChatRowProps) {
  const chat = useChat(chatId);
  return chat ? <Row chat={chat} {...props} /> : null;
});

function Row({ chat, isCurrent, isStop, onMenu }: Omit<ChatRowProps, 'chatId'> & { chat: ChatDto }) {
  const t = useTranslations();
  const date = useDateText();
  const face = useChatFace(chat);
  const link = useRef<HTMLAnchorElement>(null);
  const isUnread = chat.unread > 0 || chat.isMarkedUnread;
  const context =
    chat.context?.title ??
    (chat.type === 'group'
      ? t('inbox.group', { count: face.peopleCount })
      : chat.type === 'support'
        ? chat.title
        : null);

  return (
    <div className="group/row relative">
      <Link
        ref={link}
        href={`/chats/${chat.id}`}
        data-chat-id={chat.id}
        tabIndex={isStop ? 0 : -1}
        aria-current={isCurrent ? 'page' : undefined}
        className={cx(
          'ease grid min-h-[4.5rem] grid-cols-[auto_minmax(0,1fr)_auto] content-center gap-x-3 rounded-md px-2 py-2 text-inherit no-underline transition-colors select-none focus-visible:-outline-offset-2 [--ground:var(--surface)] [-webkit-touch-callout:none]',
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
          className={cx(
            'justify-self-end text-xs leading-snug group-has-[button:focus-visible]/row:invisible [@media(hover:hover)]:group-hover/row:invisible',
            isUnread ? 'font-name text-accent-text' : 'text-quiet',
          )}
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
        <RowMarks chat={chat} />
      </Link>
      <Press
        aria-label={t('chatMenu.of', { name: isolate(face.name) })}
        aria-haspopup="menu"
        tabIndex={isStop ? 0 : -1}
        onPress={() => onMenu(link.current)}
        className="absolute end-1.5 top-1.5 grid size-7 place-items-center rounded-sm text-soft opacity-0 hover:bg-surface hover:text-ink focus-visible:opacity-100 max-tablet:top-2 touch:pointer-events-none [@media(hover:hover)]:group-hover/row:opacity-100"
      >
        <EllipsisVertical aria-hidden className="size-4" />
      </Press>
    </div>
  );
}

/** Typing first, then what one left unsent here, then the last message. */
function RowText({ chat, isCurrent }: { chat: ChatDto; isCurrent: boolean }) {
  const t = useTranslations('inbox');
  const { me } = useParley();
  const typing = useTyping(chat.id);
  const draft = useDraft(chat.id)?.text.trim();
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
