import type { SnippetDto } from './message';
import type { TicketCategory } from './ticket-category';
import type { Locale } from './user';

export const ARTICLE_STATES = ['draft', 'published'] as const;
export type ArticleState = (typeof ARTICLE_STATES)[number];

/** Plain text; blank lines part paragraphs, lines that begin with `- ` are a list. */
export interface ArticleTextDto {
  title: string;
  body: string;
}

/** An article of the knowledge base. Readers get published ones, and `text` in their language or the first there is. */
export interface ArticleDto {
  id: string;
  category: TicketCategory | null;
  state: ArticleState;
  language: Locale;
  text: ArticleTextDto;
  /** All languages; null for readers. */
  variants: Partial<Record<Locale, ArticleTextDto>> | null;
  /** Answers to "was this helpful"; null for readers. */
  helpful: { yes: number; no: number } | null;
  /** The reader's own answer. */
  isHelpfulToMe: boolean | null;
  updatedAt: string;
}

/** A hit: the title and the place in the text where the words are. */
export interface ArticleHitDto {
  id: string;
  category: TicketCategory | null;
  language: Locale;
  title: string;
  snippet: SnippetDto;
}

export interface ArticleInput {
  category?: TicketCategory | null;
  state?: ArticleState;
  variants: Partial<Record<Locale, ArticleTextDto>>;
}

export interface ArticleSearchQuery {
  /** 2 to 100 characters, taken literally: the best fit first, rare words count more; left out: all, the newest first. */
  query?: string;
  category?: TicketCategory;
  locale?: Locale;
  cursor?: string;
  limit?: number;
}

export interface ArticleHelpfulInput {
  isHelpful: boolean;
}
