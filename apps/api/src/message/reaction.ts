import type { ObjectId } from '../common/object-id';
import type { StoredReaction } from './message.schema';

/** The reactions after one was turned on or off; null when that changes nothing. */
export function withReaction(
  reactions: readonly StoredReaction[],
  emoji: string,
  userId: ObjectId,
  isOn: boolean,
): StoredReaction[] | null {
  const kind = reactions.find((reaction) => reaction.emoji === emoji);
  const has = kind?.userIds.some((id) => id.equals(userId)) ?? false;
  if (has === isOn) return null;
  if (!kind) return [...reactions, { emoji, userIds: [userId] }];
  const userIds = isOn ? [...kind.userIds, userId] : kind.userIds.filter((id) => !id.equals(userId));
  return reactions
    .map((reaction) => (reaction === kind ? { emoji, userIds } : reaction))
    .filter((reaction) => reaction.userIds.length > 0);
}
