import { fold, foldedWords, foldWithOrigins, wordsIn } from '../common/fold';

/** Bounds of what the index holds of one message; words beyond them are not found. */
const TERMS_MAX = 128;
const TERM_MAX_POINTS = 40;
/** More words than this narrow a search no further. */
const QUERY_WORDS_MAX = 8;

/** What people search for: whole words, and one that may be only begun. */
export interface SearchWords {
  whole: string[];
  begun: string;
}

/** Where in the original text something was found, in UTF-16 units. */
export interface Match {
  start: number;
  end: number;
}

/** The folded words of a text, each once, as they are stored and indexed. */
export function termsOf(text: string): string[] {
  return [...new Set(foldedWords(text).slice(0, TERMS_MAX).map(cut))];
}

/** Null when there is no word in the query, and so nothing that could be found. */
export function searchWordsOf(query: string): SearchWords | null {
  const words = (fold(query).match(/[\p{L}\p{N}]+/gu) ?? []).map(cut);
  const begun = words.at(-1);
  if (begun === undefined) return null;
  // A whole word that begins like the last one is found by it as well.
  const whole = [...new Set(words.slice(0, -1))].slice(0, QUERY_WORDS_MAX);
  return { whole, begun };
}

/** True when these terms have all words. */
export function hasWords(terms: readonly string[], { whole, begun }: SearchWords): boolean {
  return whole.every((word) => terms.includes(word)) && terms.some((term) => term.startsWith(begun));
}

/** Every place of a text that a search found: whole words, and of the last one the part that was asked for. */
export function matchesIn(text: string, { whole, begun }: SearchWords): Match[] {
  const folded = foldWithOrigins(text);
  return wordsIn(folded).flatMap(({ word, index }) => {
    const term = cut(word);
    const length = whole.includes(term) ? word.length : term.startsWith(begun) ? begun.length : 0;
    const [start, end] = [folded.origins[index], folded.origins[index + length]];
    return length > 0 && start !== undefined && end !== undefined ? [{ start, end: Math.max(end, start + 1) }] : [];
  });
}

function cut(word: string): string {
  return word.length <= TERM_MAX_POINTS ? word : [...word].slice(0, TERM_MAX_POINTS).join('');
}
