'use client';

import { type CategoryList, type CategoryListState, categoriesOf } from '@app/client/desk';
import { isShallowEqual, useParley, useStore } from '@app/client/react';
import { labelIn, type TicketCategoryDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { usePreferences } from '@/features/preference/preference-provider';

export interface CategoryOption {
  id: string;
  text: string;
}

export function useCategoryList(): CategoryList {
  return categoriesOf(useParley());
}

/** The list, loaded by whoever shows it first. */
export function useCategories(): CategoryListState {
  const list = useCategoryList();
  useEffect(() => {
    const { isLoaded, isLoading } = list.getState();
    if (!isLoaded && !isLoading) void list.load();
  }, [list]);
  return useStore(list, (state) => state, isShallowEqual);
}

/** What the staff can choose: every category there is, and what is chosen already although the list has not come. */
export function useCategoryOptions(chosen: string | null): CategoryOption[] {
  const { categories } = useCategories();
  const label = useCategoryLabel(chosen);
  const options = useTexts()(categories);
  const isMissing = chosen !== null && !options.some(({ id }) => id === chosen);
  return isMissing ? [...options, { id: chosen, text: label }] : options;
}

/** What customers can choose. It may be another list than a moment ago, so it is loaded afresh. */
export function useOfferedCategories(list: CategoryList): CategoryOption[] {
  useEffect(() => void list.load(), [list]);
  const categories = useStore(list, (state) => state.categories);
  return useTexts()(categories.filter(({ isOffered }) => isOffered));
}

/** What a category is called in the reader's language, also when it is not offered any more; never its key. */
export function useCategoryLabel(key: string | null): string {
  const nameOf = useCategoryNames();
  const list = useCategoryList();
  useEffect(() => {
    if (key !== null) list.want(key);
  }, [list, key]);
  return key === null ? '' : nameOf(key);
}

/** The category with this key when there is one, in the list or not. */
export function useKnownCategory(key: string | null): CategoryOption | null {
  const { locale } = usePreferences();
  const { categories, others } = useCategories();
  const list = useCategoryList();
  useEffect(() => {
    if (key !== null) list.want(key);
  }, [list, key]);
  const category = key === null ? null : (categories.find((known) => known.key === key) ?? others[key]);
  return category ? { id: category.key, text: labelIn(category, locale) } : null;
}

/** What categories are called, of those that the list has or that were wanted somewhere. */
export function useCategoryNames(): (key: string) => string {
  const t = useTranslations('support');
  const { locale } = usePreferences();
  const { categories, others, isLoaded, error } = useStore(useCategoryList(), (state) => state, isShallowEqual);
  return (key) => {
    const category = categories.find((known) => known.key === key) ?? others[key];
    if (category) return labelIn(category, locale);
    const isOnItsWay = category === undefined && (isLoaded || !error);
    return isOnItsWay ? '…' : t('otherCategory');
  };
}

function useTexts(): (categories: readonly TicketCategoryDto[]) => CategoryOption[] {
  const { locale } = usePreferences();
  return (categories) => categories.map((category) => ({ id: category.key, text: labelIn(category, locale) }));
}
