import {
  type ArticleDto,
  type ArticleInput,
  type ArticleTextDto,
  LOCALES,
  type Locale,
  type TicketCategory,
} from '@app/contracts';

export const TITLE_MAX = 160;
export const BODY_MAX = 10_000;

/** An article as it is being written: every language has fields, empty ones are not sent. */
export interface ArticleDraft {
  category: TicketCategory | null;
  isPublished: boolean;
  texts: Record<Locale, ArticleTextDto>;
}

export type TextFault = 'missing' | 'tooLong';
export type TextFaults = Partial<Record<keyof ArticleTextDto, TextFault>>;

const NOTHING: ArticleTextDto = { title: '', body: '' };

export const EMPTY_DRAFT: ArticleDraft = {
  category: null,
  isPublished: false,
  texts: { en: NOTHING, fr: NOTHING, ar: NOTHING },
};

export function draftOf({ category, state, variants }: ArticleDto): ArticleDraft {
  return { category, isPublished: state === 'published', texts: { ...EMPTY_DRAFT.texts, ...variants } };
}

export function isBegun({ title, body }: ArticleTextDto): boolean {
  return title.trim() !== '' || body.trim() !== '';
}

/** By language. Of an article without any text, the first language asked for one. */
export function faultsOf({ texts }: ArticleDraft, first: Locale): Partial<Record<Locale, TextFaults>> {
  const begun = LOCALES.filter((locale) => isBegun(texts[locale]));
  const checked = begun.length > 0 ? begun : [first];
  const found = checked.map((locale) => [locale, faultsIn(texts[locale])] as const);
  return Object.fromEntries(found.filter(([, faults]) => Object.keys(faults).length > 0));
}

export function toInput({ category, isPublished, texts }: ArticleDraft): ArticleInput {
  const variants = LOCALES.filter((locale) => isBegun(texts[locale])).map((locale) => [locale, texts[locale]]);
  return { category, state: isPublished ? 'published' : 'draft', variants: Object.fromEntries(variants) };
}

function faultsIn({ title, body }: ArticleTextDto): TextFaults {
  const faults: TextFaults = {};
  const [ofTitle, ofBody] = [faultIn(title, TITLE_MAX), faultIn(body, BODY_MAX)];
  if (ofTitle) faults.title = ofTitle;
  if (ofBody) faults.body = ofBody;
  return faults;
}

function faultIn(text: string, max: number): TextFault | undefined {
  if (text.trim() === '') return 'missing';
  return [...text].length > max ? 'tooLong' : undefined;
}
