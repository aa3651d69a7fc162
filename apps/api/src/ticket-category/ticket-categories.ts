import type { TicketCategoriesDto, TicketCategoryDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { type Actor, HOUSE, isStaff } from '../auth/actor';
import { AppError } from '../common/app-error';
import { CategoryStore } from './category-store';

/** What tickets can be about, for whoever asks, and the check of what somebody chose. */
@Injectable()
export class TicketCategories {
  constructor(private readonly store: CategoryStore) {}

  all(): Promise<TicketCategoriesDto> {
    return this.store.read();
  }

  /** Those that a customer can choose. */
  async offered(): Promise<TicketCategoriesDto> {
    const { version, categories } = await this.store.read();
    return { version, categories: categories.filter(({ isOffered }) => isOffered) };
  }

  async get(key: string): Promise<TicketCategoryDto> {
    const category = (await this.store.read()).categories.find((known) => known.key === key);
    if (category) return category;
    throw new AppError('NOT_FOUND', 'There is no such category.');
  }

  /** What somebody chose for a ticket: customers among the offered ones, the staff among all. Throws VALIDATION, naming them. */
  async requireFor(actor: Pick<Actor, 'role'>, key: string): Promise<void> {
    if (isStaff(actor)) return this.requireKnown([key]);
    const { categories } = await this.offered();
    requireAmong(categories, [key], categories);
  }

  /** Nothing is asked of what is left out. Customers are told no category that they could not choose. */
  async requireKnown(keys: readonly (string | null | undefined)[], actor: Pick<Actor, 'role'> = HOUSE): Promise<void> {
    const chosen = keys.flatMap((key) => key ?? []);
    if (chosen.length === 0) return;
    const { categories } = await this.store.read();
    const told = isStaff(actor) ? categories : categories.filter(({ isOffered }) => isOffered);
    requireAmong(categories, chosen, told);
  }
}

function requireAmong(
  categories: readonly TicketCategoryDto[],
  chosen: readonly string[],
  told: readonly TicketCategoryDto[],
): void {
  const keys = new Set(categories.map(({ key }) => key));
  if (chosen.every((key) => keys.has(key))) return;
  const names = told.map(({ key }) => key).join(', ');
  throw new AppError('VALIDATION', `There is no such category. There are: ${names}.`, {
    fields: { category: `must be one of: ${names}` },
  });
}
