import {
  CATEGORIES_MAX,
  CATEGORY_WORDS,
  type CategoryLabels,
  type CreateCategoryInput,
  type OrderCategoriesInput,
  type TicketCategoriesDto,
  type TicketCategoryDto,
  type UpdateCategoryInput,
  writtenLabels,
} from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { AppError } from '../common/app-error';
import { CategoryStore } from './category-store';

type Categories = TicketCategoryDto[];

/** Each one means that another admin changed something in the meantime. */
const ATTEMPTS = 5;

/** The list as admins change it. Nothing is ever removed: tickets, promises and figures go on naming it. */
@Injectable()
export class CategoryEditing {
  constructor(private readonly store: CategoryStore) {}

  /** One more, whatever else is changed at the same time. */
  async create({ key, labels }: CreateCategoryInput): Promise<TicketCategoriesDto> {
    const added = { key, labels: labelsOf(labels), isOffered: true };
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const list = await this.store.load();
      requireRoomFor(list.categories, key);
      const changed = await this.store.replace(list, [...list.categories, added]);
      if (changed) return changed;
    }
    throw changedMeanwhile();
  }

  /** Its labels, and whether customers can choose it. */
  update(key: string, { labels, isOffered, version }: UpdateCategoryInput): Promise<TicketCategoriesDto> {
    return this.change(version, (categories) => {
      const at = categories.findIndex((known) => known.key === key);
      if (at < 0) throw new AppError('NOT_FOUND', 'There is no such category.');
      return requireOffer(categories.with(at, { key, labels: labelsOf(labels), isOffered }));
    });
  }

  order({ keys, version }: OrderCategoriesInput): Promise<TicketCategoriesDto> {
    return this.change(version, (categories) => {
      const ordered = keys.flatMap((key) => categories.find((known) => known.key === key) ?? []);
      if (ordered.length === categories.length && new Set(keys).size === keys.length) return ordered;
      throw new AppError('VALIDATION', 'An order names every category once.', {
        fields: { keys: 'must be every key, once' },
      });
    });
  }

  private async change(version: number, apply: (categories: Categories) => Categories): Promise<TicketCategoriesDto> {
    const list = await this.store.load();
    if (list.version !== version) throw changedMeanwhile();
    const changed = await this.store.replace(list, apply(list.categories));
    if (!changed) throw changedMeanwhile();
    return changed;
  }
}

/** Spelled out, so that nothing else is stored. */
function labelsOf(labels: CategoryLabels): CategoryLabels {
  const written = writtenLabels(labels);
  if (Object.keys(written).length > 0) return written;
  throw new AppError('VALIDATION', 'A category needs a name.', { fields: { labels: 'has no language' } });
}

function requireRoomFor(categories: Categories, key: string): void {
  if (CATEGORY_WORDS.includes(key) || categories.some((known) => known.key === key)) {
    throw new AppError('CONFLICT', 'This key is taken.', { fields: { key: 'is taken' } });
  }
  if (categories.length < CATEGORIES_MAX) return;
  throw new AppError('VALIDATION', `There are ${CATEGORIES_MAX} categories already.`);
}

function requireOffer(categories: Categories): Categories {
  if (categories.some(({ isOffered }) => isOffered)) return categories;
  throw new AppError('VALIDATION', 'Customers need something to choose.', {
    fields: { isOffered: 'is the last one' },
  });
}

function changedMeanwhile(): AppError {
  return new AppError('CONFLICT', 'The categories were changed meanwhile. Look again.');
}
