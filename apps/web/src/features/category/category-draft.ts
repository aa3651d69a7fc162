import {
  CATEGORY_KEY,
  CATEGORY_KEY_MAX,
  CATEGORY_LABEL_MAX,
  type CategoryLabels,
  LOCALES,
  type Locale,
  type TicketCategoryDto,
  writtenLabels,
} from '@app/contracts';

export interface CategoryDraft {
  /** As it was typed; null: made of the name. */
  key: string | null;
  labels: CategoryLabels;
  isOffered: boolean;
}

export type CategoryFaults = Partial<Record<'key' | 'labels' | Locale, true>>;

export function draftOf(category: TicketCategoryDto | null): CategoryDraft {
  return category ? { ...category } : { key: null, labels: {}, isOffered: true };
}

/** A key out of the first name that is written in Latin letters. */
export function keyOf({ key, labels }: CategoryDraft): string {
  if (key !== null) return key;
  const made = [labels.en, labels.fr].map((label) =>
    (label ?? '')
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-/, '')
      .slice(0, CATEGORY_KEY_MAX)
      .replace(/-$/, ''),
  );
  return made.find((text) => text !== '') ?? '';
}

/** What the server would refuse, said before it is asked. */
export function faultsOf(draft: CategoryDraft): CategoryFaults {
  const isTooLong = (locale: Locale) => [...(draft.labels[locale]?.trim() ?? '')].length > CATEGORY_LABEL_MAX;
  return {
    ...(CATEGORY_KEY.test(keyOf(draft)) ? {} : { key: true }),
    ...(Object.keys(writtenLabels(draft.labels)).length > 0 ? {} : { labels: true }),
    ...Object.fromEntries(LOCALES.filter(isTooLong).map((locale) => [locale, true])),
  };
}
