import { LOCALES, type Locale } from './user';

/** What every desk begins with. They can be renamed, moved and no longer offered, and are never removed. */
export const FIRST_CATEGORIES = ['general', 'booking', 'destination', 'complaint'] as const;
export type FirstCategory = (typeof FIRST_CATEGORIES)[number];

/** The key of a category. A desk has its own besides the first ones; GET /api/ticket-categories says which there are. */
export type TicketCategory = string;

/** How a key is spelled; names of lists and routes are not for them (`CATEGORY_WORDS`). */
export const CATEGORY_KEY_MAX = 32;
export const CATEGORY_KEY = new RegExp(`^[a-z0-9-]{2,${CATEGORY_KEY_MAX}}$`);
export const CATEGORY_WORDS: readonly string[] = ['all', 'none', 'order'];
export const CATEGORY_LABEL_MAX = 60;
/** The first ones included. */
export const CATEGORIES_MAX = 50;

/** In one language at least; a reader whose language is missing gets the first there is. */
export type CategoryLabels = Partial<Record<Locale, string>>;

/** What the first ones are called as long as nobody renames them. */
export const FIRST_CATEGORY_LABELS: Record<FirstCategory, Required<CategoryLabels>> = {
  general: { en: 'General', fr: 'Général', ar: 'عام' },
  booking: { en: 'Booking', fr: 'Réservation', ar: 'حجز' },
  destination: { en: 'Destination', fr: 'Destination', ar: 'وجهة' },
  complaint: { en: 'Complaint', fr: 'Réclamation', ar: 'شكوى' },
};

/** What a ticket can be about. The key is made once and stands for ever; one that is not offered any more stays on what has it. */
export interface TicketCategoryDto {
  key: TicketCategory;
  labels: CategoryLabels;
  /** Customers and visitors can choose it. The staff can choose all. */
  isOffered: boolean;
}

/**
 * In the order of the menus. GET /api/ticket-categories: the offered ones, for everybody, visitors without a session included;
 * /all: all of them, for staff; /:key: one of them, for whoever has a ticket with it. `version` numbers the changes of the list.
 */
export interface TicketCategoriesDto {
  version: number;
  categories: TicketCategoryDto[];
}

/** POST /api/ticket-categories, by admins; it comes last, and is offered. CONFLICT when the key is taken. */
export interface CreateCategoryInput {
  key: string;
  labels: CategoryLabels;
}

/** PUT /api/ticket-categories/:key. CONFLICT when the list has changed since `version`; one category at least stays offered. */
export interface UpdateCategoryInput {
  labels: CategoryLabels;
  isOffered: boolean;
  version: number;
}

/** The list of a desk that has changed nothing. */
export function firstCategories(): TicketCategoryDto[] {
  return FIRST_CATEGORIES.map((key) => ({ key, labels: FIRST_CATEGORY_LABELS[key], isOffered: true }));
}

/** PUT /api/ticket-categories/order: every key once. */
export interface OrderCategoriesInput {
  keys: TicketCategory[];
  version: number;
}

/** Without the languages that nothing was written for. */
export function writtenLabels(labels: CategoryLabels): CategoryLabels {
  return Object.fromEntries(
    LOCALES.flatMap((locale) => {
      const text = labels[locale]?.trim();
      return text ? [[locale, text]] : [];
    }),
  );
}

/** In the wanted language, else in English, French or Arabic. */
export function labelIn({ labels }: Pick<TicketCategoryDto, 'labels'>, locale: Locale): string {
  return labels[locale] ?? labels.en ?? labels.fr ?? labels.ar ?? '';
}
