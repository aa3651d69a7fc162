import type { ChatMemberDto, MentionDto, UserDto } from '@app/contracts';

/** What is being written as a mention: where its "@" stands, and the letters after it up to the caret. */
export interface MentionQuery {
  from: number;
  query: string;
}

/** After an "@" that does not go on with an e-mail address; names have spaces in them. */
const BEGUN = /(?:^|[^\w.+%-])@([^@\n]{0,40})$/;

/** Null where no mention is being written, or where one stands already. */
export function mentionQueryAt(text: string, caret: number, mentions: readonly MentionDto[]): MentionQuery | null {
  const query = BEGUN.exec(text.slice(0, caret))?.[1];
  if (query === undefined || query.startsWith(' ')) return null;
  const from = caret - query.length - 1;
  return mentions.some((mention) => mention.from === from) ? null : { from, query };
}

/** Whom the letters may mean, by the beginnings of words of their names; those whose name begins so come first. */
export function findMentioned(members: readonly ChatMemberDto[], meId: string, query: string): UserDto[] {
  const wanted = wordsOf(query);
  const people = members.map(({ user }) => user).filter(({ id, name }) => id !== meId && fits(wordsOf(name), wanted));
  const first = wanted[0] ?? '';
  const rank = ({ name }: UserDto) => (fold(name).startsWith(first) ? 0 : 1);
  return people.sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}

/** The text with the name in the place of what was written of it, and where the caret goes. */
export function withMention(
  { text, mentions }: { text: string; mentions: readonly MentionDto[] },
  { from, query }: MentionQuery,
  { id: userId, name }: UserDto,
): { text: string; mentions: MentionDto[]; caret: number } {
  const to = from + name.length + 1;
  const rest = text.slice(from + query.length + 1);
  const gap = rest.startsWith(' ') ? '' : ' ';
  const shift = to - (from + query.length + 1) + gap.length;
  const moved = mentions.map((mention) =>
    mention.from < from ? mention : { ...mention, from: mention.from + shift, to: mention.to + shift },
  );
  return {
    text: `${text.slice(0, from)}@${name}${gap}${rest}`,
    mentions: [...moved, { userId, from, to }].sort((a, b) => a.from - b.from),
    caret: to + 1,
  };
}

function fits(words: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((part) => words.some((word) => word.startsWith(part)));
}

function wordsOf(text: string): string[] {
  return fold(text).split(/\s+/).filter(Boolean);
}

/** Without accents, vowel signs, the hamza of an alef, and tatweel. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}|\u0640/gu, '')
    .toLowerCase();
}
