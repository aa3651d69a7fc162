/** A folded text that knows where each of its UTF-16 units came from. */
export interface Folded {
  text: string;
  /** For each unit of `text` the start of its original character; and at the end the length of the original. */
  origins: number[];
}

const WORD = /[\p{L}\p{N}]+/gu;
/** Marks, and characters without width that people's keyboards put into words: tatweel, joiners, soft hyphens. */
const WITHOUT_MEANING = /[\u0640\p{Mn}\p{Cf}]/gu;
/** Letters that are written for one another. Hamza carriers are not here: they come apart by themselves. */
const SAME_LETTER: Readonly<Record<string, string>> = { ٱ: 'ا', ى: 'ي', ة: 'ه', ی: 'ي', ک: 'ك' };
const ASCII_ONLY = /^[\0-\x7f]*$/;
/** Every message is folded when it is sent, and texts use few characters: each is worked out once. */
const known = new Map<string, string>();
const KNOWN_MAX = 20_000;

/**
 * Folds text for search, so that what people type finds what people wrote: compatibility forms, case and accents;
 * Arabic alef, hamza, taa marbuta and alef maqsura, without tashkeel and tatweel; digits of any script as 0-9.
 */
export function fold(text: string): string {
  if (ASCII_ONLY.test(text)) return text.toLowerCase();
  let folded = '';
  for (const character of text) folded += foldCharacter(character);
  return folded;
}

/** The words of a text, folded, each once. */
export function foldedWords(text: string): string[] {
  return [...new Set(fold(text).match(WORD) ?? [])];
}

/** Like `fold`, for marking in the original what was found in the folded text. */
export function foldWithOrigins(text: string): Folded {
  const origins: number[] = [];
  let folded = '';
  let at = 0;
  for (const character of text) {
    const part = foldCharacter(character);
    for (let unit = 0; unit < part.length; unit++) origins.push(at);
    folded += part;
    at += character.length;
  }
  return { text: folded, origins: [...origins, text.length] };
}

/** Where the words of a folded text are. */
export function wordsIn({ text }: Folded): { word: string; index: number }[] {
  return [...text.matchAll(WORD)].map(({ 0: word, index }) => ({ word, index }));
}

/** One character at a time is enough: decomposition looks at nothing beside it but the order of marks, which go. */
function foldCharacter(character: string): string {
  const before = known.get(character);
  if (before !== undefined) return before;
  const bare = character.normalize('NFKD').replace(WITHOUT_MEANING, '');
  // By way of upper case, because only that makes two letters of ß and an ordinary one of the final sigma.
  const folded = bare
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replace(/\p{Nd}/gu, toLatinDigit)
    .replace(/[ٱىةیک]/g, (letter) => SAME_LETTER[letter] ?? letter);
  if (known.size < KNOWN_MAX) known.set(character, folded);
  return folded;
}

/** Unicode puts the ten digits of every script in one run, so the zero of the run is found by walking down. */
function toLatinDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero--;
  return String(code - zero);
}
