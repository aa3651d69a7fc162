'use client';

import { labelIn, type TicketCategoryDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { ChangeFault } from '@/features/desk/change-fault';
import { usePreferences } from '@/features/preference/preference-provider';
import { isolate } from '@/ui/text';
import { CategoryRow } from './category-row';
import { useCategoryOrder } from './use-category-order';

interface CategoryRowsProps {
  categories: readonly TicketCategoryDto[];
  onEdit: (category: TicketCategoryDto) => void;
}

/** All of them in the order of the menus. Where one was moved to is said, and the button keeps the focus. */
export function CategoryRows({ categories, onEdit }: CategoryRowsProps) {
  const t = useTranslations('category');
  const { locale } = usePreferences();
  const rows = useRef<HTMLUListElement>(null);
  const { move, moved, fault } = useCategoryOrder(categories, (key, step) =>
    rows.current?.querySelector<HTMLElement>(`[data-category="${key}"] [data-move="${step}"]`)?.focus(),
  );
  const place = categories.findIndex(({ key }) => key === moved);
  const category = categories[place];
  return (
    <>
      <ul ref={rows} aria-label={t('title')} className="grid grid-cols-[minmax(0,1fr)] gap-px">
        {categories.map((category, index) => (
          <CategoryRow
            key={category.key}
            category={category}
            isFirst={index === 0}
            isLast={index === categories.length - 1}
            onMove={(step) => void move(category.key, step)}
            onEdit={() => onEdit(category)}
          />
        ))}
      </ul>
      <ChangeFault text={fault} className="px-2 pb-2" />
      <p role="status" className="sr-only">
        {category &&
          t('moved', {
            name: isolate(labelIn(category, locale)),
            place: place + 1,
            count: categories.length,
          })}
      </p>
    </>
  );
}
