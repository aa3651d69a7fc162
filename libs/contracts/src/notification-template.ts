import type { NotificationTextDto } from './notification';
import type { NotificationCategory } from './preference';
import type { Locale } from './user';

/**
 * Texts of the marketplace that are kept here, by its own key ('order.paid'); for its server key. `{{order.number}}` is filled in for
 * each person, `{{seller|the seller}}` says what stands in when there is no such value.
 */
export interface NotificationTemplateInput {
  category: NotificationCategory;
  variants: Partial<Record<Locale, NotificationTextDto>>;
  /** For readers whose language has no variant. */
  defaultLocale: Locale;
  /** May have values in it too: '/orders/{{order.number}}'. */
  link?: string;
  isCritical?: boolean;
}

export interface NotificationTemplateDto {
  key: string;
  category: NotificationCategory;
  variants: Partial<Record<Locale, NotificationTextDto>>;
  defaultLocale: Locale;
  link: string | null;
  isCritical: boolean;
  /** The values that it needs, without those that have something standing in. */
  variables: string[];
  updatedAt: string;
}
