import type { MentionDto } from '@app/contracts';

/**
 * Where mentions stand after their text was changed in one place, as by a key or a paste. What was changed itself is none any
 * more: it does not say the name that was chosen.
 */
export function followMentions(mentions: readonly MentionDto[], before: string, after: string): readonly MentionDto[] {
  if (mentions.length === 0 || before === after) return mentions;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = before.length;
  const shift = after.length - before.length;
  while (end > start && end + shift > start && before[end - 1] === after[end + shift - 1]) end -= 1;
  return mentions.flatMap((mention) => {
    if (mention.to <= start) return [mention];
    return mention.from >= end ? [{ ...mention, from: mention.from + shift, to: mention.to + shift }] : [];
  });
}

/** Those that stand in the text as it will be sent, which may have lost its end. */
export function mentionsIn(clean: string, given: string, mentions: readonly MentionDto[] = []): MentionDto[] {
  return mentions.filter(({ from, to }) => to <= clean.length && clean.slice(from, to) === given.slice(from, to));
}
