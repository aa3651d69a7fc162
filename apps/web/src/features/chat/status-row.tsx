'use client';

import { useTyping } from '@app/client/react';
import { ArrowDown, ArrowUp, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Press } from '@/ui/press';
import { firstName, isolate } from '@/ui/text';
import { useChatScope } from './chat-context';
import type { Tail } from './use-tail';

interface StatusRowProps {
  tail: Tail;
  /** False while newer messages exist than the history holds. */
  isAtHead: boolean;
  onLatest: () => void;
  /** Absent once it was used, or where nothing was unread. */
  onFirstUnread?: () => void;
}

/** One row of fixed height above the composer: who types, and the way down. Nothing covers a message. */
export function StatusRow({ tail, isAtHead, onLatest, onFirstUnread }: StatusRowProps) {
  const t = useTranslations('chat');
  const isAway = !tail.isAtEnd || !isAtHead;
  return (
    <div className="flex min-h-10 items-center justify-between gap-3">
      <TypingLine />
      <div className="flex flex-none gap-2">
        {tail.isUnreadAbove && onFirstUnread && (
          <Pill icon={ArrowUp} onPress={onFirstUnread}>
            {t('firstUnread')}
          </Pill>
        )}
        {isAway && (
          <Pill icon={ArrowDown} onPress={onLatest}>
            {tail.newCount > 0 ? t('newBelow', { count: tail.newCount }) : t('jumpToLatest')}
          </Pill>
        )}
      </div>
    </div>
  );
}

function Pill({ icon: Icon, onPress, children }: { icon: LucideIcon; onPress: () => void; children: ReactNode }) {
  return (
    <Press
      onPress={onPress}
      className="edge ease inline-flex min-h-7.5 flex-none items-center gap-1.5 rounded-full bg-accent-soft ps-2.5 pe-3 text-sm font-semibold whitespace-nowrap text-accent-text transition-colors touch:min-h-10 hover:bg-accent-line"
    >
      <Icon aria-hidden className="size-4" />
      {children}
    </Press>
  );
}

function TypingLine() {
  const t = useTranslations('chat');
  const { chat, nameOf } = useChatScope();
  const [first, second, ...rest] = useTyping(chat.id);
  if (!first) return <span />;
  const shortName = (userId: string | undefined) => isolate(firstName(nameOf(userId ?? null)));
  const count = 1 + (second ? 1 : 0) + rest.length;
  return (
    <p className="flex min-w-0 items-center gap-2 text-xs text-quiet">
      <span aria-hidden className="edge inline-flex gap-[3px] rounded-full bg-surface px-2.5 py-2 shadow-1">
        {['0s', '0.15s', '0.3s'].map((delay) => (
          <i
            key={delay}
            className="size-[5px] animate-[typing-dot_1.2s_infinite_var(--ease)] rounded-full bg-quiet"
            style={{ animationDelay: delay }}
          />
        ))}
      </span>
      <span className="one-line">{t('typing', { count, name: shortName(first), other: shortName(second) })}</span>
    </p>
  );
}
