import type { MentionDto, SendMessageInput } from '@app/contracts';
import type { LiveChat } from '../chat/chat-cache';
import { AppError } from '../common/app-error';

/** An "@" and the longest name, in UTF-16 units. */
const LENGTH_MAX = 161;

/** Refuses what can be refused without the chat: ranges must be in the text, in its order, apart, and begin with an "@". */
export function checkMentions({ text, mentions = [], forwardOfId }: Mentioning): void {
  if (mentions.length === 0) return;
  if (forwardOfId !== undefined) throw refused('cannot go with a forwarded message');
  let end = 0;
  for (const mention of mentions) {
    if (mention.from < end || !isSpan(text, mention)) throw refused('does not fit the text');
    end = mention.to;
  }
}

/** Only who is in the group can be spoken to in it. */
export function requireMentionable({ type, members }: LiveChat, mentions: readonly MentionDto[] = []): void {
  if (mentions.length === 0) return;
  if (type !== 'group') throw refused('is for groups');
  if (!mentions.every(({ userId }) => members.has(userId))) throw refused('is not a member');
}

export function isSameMentions(a: readonly MentionDto[] = [], b: readonly MentionDto[] = []): boolean {
  const at = ({ userId, from, to }: MentionDto) => `${userId}:${from}:${to}`;
  return a.length === b.length && a.every((mention, index) => at(mention) === at(b[index] as MentionDto));
}

type Mentioning = Pick<SendMessageInput, 'text' | 'mentions' | 'forwardOfId'>;

function isSpan(text: string, { from, to }: MentionDto): boolean {
  const isInText = to <= text.length && to - from >= 2 && to - from <= LENGTH_MAX;
  return isInText && text[from] === '@' && !isInsidePair(text, to);
}

/** A character beyond the first 65,536 is two units, which belong together. */
function isInsidePair(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function refused(problem: string): AppError {
  return new AppError('VALIDATION', 'This mention is not possible.', { fields: { mentions: problem } });
}
