import type { MessageDto, ReactionDto } from '@app/contracts';
import { isSameList, sameOr } from '../core/same';
import type { PendingChange } from '../outbox/outbox';
import type { MessageWindow } from './message-window';

/** The window as it is shown: every message in its newest known state, with own changes on top. Keeps what did not change. */
export function createOwnChangesView(meId: string) {
  let shown: readonly MessageDto[] = [];
  let cache = new Map<string, { base: MessageDto; changes: readonly PendingChange[]; result: MessageDto }>();

  return ({ items, ahead }: MessageWindow, changes: readonly PendingChange[]): readonly MessageDto[] => {
    const waiting = changes.filter(({ errorCode }) => errorCode === null);
    if (waiting.length === 0 && ahead.length === 0) {
      shown = items;
      return items;
    }
    const next: typeof cache = new Map();
    const result = items.map((item) => {
      // Acknowledged or told, but not in line yet: showing the old state meanwhile would look like a roll-back.
      const base = ahead.findLast(({ id }) => id === item.id) ?? item;
      const own = waiting.filter(({ messageId }) => messageId === item.id);
      if (own.length === 0) return base;
      const known = cache.get(item.id);
      const isSame = known?.base === base && isSameList(known.changes, own);
      const entry = isSame ? known : { base, changes: own, result: own.reduce(withOwn(meId), base) };
      next.set(item.id, entry);
      return entry.result;
    });
    cache = next;
    shown = sameOr(shown, result);
    return shown;
  };
}

/** The reactions as the server will have them. */
export function withReaction(
  reactions: readonly ReactionDto[],
  emoji: string,
  userId: string,
  isOn: boolean,
): ReactionDto[] {
  const without = reactions.map((kind) =>
    kind.emoji === emoji ? { emoji, userIds: kind.userIds.filter((id) => id !== userId) } : kind,
  );
  if (!isOn) return without.filter(({ userIds }) => userIds.length > 0);
  const isNew = !reactions.some((kind) => kind.emoji === emoji);
  if (isNew) return [...reactions, { emoji, userIds: [userId] }];
  return reactions.map((kind) =>
    kind.emoji === emoji && !kind.userIds.includes(userId) ? { emoji, userIds: [...kind.userIds, userId] } : kind,
  );
}

function withOwn(meId: string) {
  return (message: MessageDto, { kind, text, mentions, emoji, isOn, createdAt }: PendingChange): MessageDto => {
    if (message.deletedAt !== null) return message;
    if (kind === 'remove') {
      return { ...message, text: '', mentions: [], reactions: [], attachments: [], deletedAt: createdAt };
    }
    if (kind === 'edit') return { ...message, text, mentions: [...mentions], editedAt: createdAt };
    return { ...message, reactions: withReaction(message.reactions, emoji, meId, isOn) };
  };
}
