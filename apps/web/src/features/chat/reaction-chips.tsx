'use client';

import type { MessageDto, ReactionDto } from '@app/contracts';
import { useFormatter, useTranslations } from 'next-intl';
import { cx } from '@/ui/cx';
import { Press } from '@/ui/press';
import { isolate } from '@/ui/text';
import { useChatScope } from './chat-context';
import { canAnswer } from './message-right';

/** More names than this are a number. */
const NAMES_MAX = 12;

/** Who reacted how, under the message; one's own are framed, and a click puts one on or takes it off. */
export default function ReactionChips({ message }: { message: MessageDto }) {
  const t = useTranslations('message');
  return (
    <ul aria-label={t('reactions')} className="-mt-1.5 flex flex-wrap gap-1 px-2">
      {message.reactions.map((reaction) => (
        <li key={reaction.emoji}>
          <ReactionChip message={message} reaction={reaction} />
        </li>
      ))}
    </ul>
  );
}

function ReactionChip({ message, reaction: { emoji, userIds } }: { message: MessageDto; reaction: ReactionDto }) {
  const t = useTranslations('message');
  const format = useFormatter();
  const { chat, me, store, nameOf } = useChatScope();
  const isOwn = userIds.includes(me.id);
  const others = userIds.filter((id) => id !== me.id).map((id) => isolate(nameOf(id)));
  const names = [...(isOwn ? [t('you')] : []), ...others];
  const shown = names.slice(0, NAMES_MAX);
  const rest = names.length - shown.length;
  const who = format.list(rest > 0 ? [...shown, t('othersReacted', { count: rest })] : shown);
  return (
    <Press
      aria-pressed={isOwn}
      title={who}
      isDisabled={!canAnswer(chat, message)}
      onPress={() => store.react(message.id, emoji, !isOwn)}
      className={cx(
        'edge ease inline-flex min-h-6 items-center gap-1 rounded-full px-2 text-xs leading-none transition-colors touch:min-h-8 touch:px-2.5',
        isOwn
          ? 'bg-accent-soft font-semibold text-accent-text shadow-[inset_0_0_0_1.5px_var(--accent)]'
          : 'bg-raised text-soft shadow-[inset_0_0_0_1px_var(--line)] not-disabled:hover:bg-hover',
      )}
    >
      <span className="text-sm">{emoji}</span>
      <span className="tabular">{format.number(userIds.length)}</span>
      <span className="sr-only">{who}</span>
    </Press>
  );
}
