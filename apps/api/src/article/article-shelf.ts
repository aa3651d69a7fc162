import { LOCALES, type Locale, type TicketCategory } from '@app/contracts';
import { foldedWords } from '../common/fold';
import type { Article } from './article.schema';

export interface ShelfEntry {
  id: string;
  language: Locale;
  category: TicketCategory | null;
}

export interface ShelfPlace {
  /** Into the shelf's entries. */
  index: number;
  isTitle: boolean;
}

/** Articles with each of their languages, and where each word is. */
export interface Shelf {
  entries: ShelfEntry[];
  places: Map<string, ShelfPlace[]>;
}

/** In the order given. */
export function buildShelf(articles: Article[]): Shelf {
  const shelf: Shelf = { entries: [], places: new Map() };
  for (const { _id, category, variants } of articles) {
    for (const language of LOCALES) {
      const text = variants[language];
      if (!text) continue;
      const index = shelf.entries.push({ id: _id.toHexString(), language, category }) - 1;
      putWords(shelf, foldedWords(text.title), { index, isTitle: true });
      putWords(shelf, foldedWords(text.body), { index, isTitle: false });
    }
  }
  return shelf;
}

/** All words there are that begin so. */
export function wordsOn({ places }: Shelf, beginning: string): string[] {
  return [...places.keys()].filter((word) => word.startsWith(beginning));
}

function putWords({ places }: Shelf, words: string[], place: ShelfPlace): void {
  for (const word of words) {
    const known = places.get(word);
    if (known) known.push(place);
    else places.set(word, [place]);
  }
}
