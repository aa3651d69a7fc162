import type { MentionDto } from '@app/contracts';

/**
 * Where mentions stand after their text was changed in one place, as by a key or a paste. What was changed itself is none any
 * more: it does not say the name that was chosen.
 */
export function followMentions(mentions: readonly MentionDto[], before: string, after: string): readonly MentionDto[] {
  if (mentions.length === 0 || before === after) return mentions;
  const shift = after.length - before.length;
  const same = sharedEnds(before, after);
  const followed: MentionDto[] = [];
  for (const mention of mentions) {
    // An "@" typed before an "@" may have come before or after it: what can have stayed has stayed.
    const isBehind = mention.from >= before.length - same.end;
    if (mention.to > same.start && !isBehind) continue;
    const by = mention.to <= same.start ? 0 : shift;
    const next = { ...mention, from: mention.from + by, to: mention.to + by };
    if (next.from >= (followed.at(-1)?.to ?? 0)) followed.push(next);
  }
  return followed;
}

/** How many UTF-16 units two texts share at their start, and at their end. */
function sharedEnds(one: string, other: string): { start: number; end: number } {
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < shorter && one[one.length - 1 - end] === other[other.length - 1 - end]) end += 1;
  return { start, end };
}

/** Those that stand in the text as it will be sent, which may have lost its end. */
export function mentionsIn(clean: string, given: string, mentions: readonly MentionDto[] = []): MentionDto[] {
  return mentions.filter(({ from, to }) => to <= clean.length && clean.slice(from, to) === given.slice(from, to));
}
