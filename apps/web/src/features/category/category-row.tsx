'use client';

import { LOCALES, labelIn, type TicketCategoryDto } from '@app/contracts';
import { ArrowDown, ArrowUp, Pencil } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { usePreferences } from '@/features/preference/preference-provider';
import { IconButton } from '@/ui/button';
import { Tag } from '@/ui/tag';
import type { MoveStep } from './use-category-order';

interface CategoryRowProps {
  category: TicketCategoryDto;
  isFirst: boolean;
  isLast: boolean;
  onMove: (step: MoveStep) => void;
  onEdit: () => void;
}

/** One category by what it is called here, and under it what readers of the other languages call it. A button at its end keeps the focus. */
export function CategoryRow({ category, isFirst, isLast, onMove, onEdit }: CategoryRowProps) {
  const t = useTranslations('category');
  const { locale } = usePreferences();
  const name = labelIn(category, locale);
  const others = LOCALES.filter((other) => category.labels[other] && category.labels[other] !== name);
  return (
    <li data-category={category.key} className="flex min-h-14 items-center gap-1 rounded-md px-2 py-1.5 hover:bg-hover">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-name">
          <bdi className="[text-align:-webkit-match-parent] wrap-anywhere">{name}</bdi>
          {!category.isOffered && <Tag>{t('notOffered')}</Tag>}
        </p>
        <p className="flex flex-wrap gap-x-3 text-sm text-quiet">
          {others.map((other) => (
            <bdi key={other} lang={other} className="[text-align:-webkit-match-parent] wrap-anywhere">
              {category.labels[other]}
            </bdi>
          ))}
        </p>
      </div>
      <IconButton
        label={t('up', { name })}
        data-move={-1}
        isPending={isFirst}
        className="aria-disabled:opacity-40"
        onPress={() => onMove(-1)}
      >
        <ArrowUp aria-hidden className="size-4.5" strokeWidth={1.75} />
      </IconButton>
      <IconButton
        label={t('down', { name })}
        data-move={1}
        isPending={isLast}
        className="aria-disabled:opacity-40"
        onPress={() => onMove(1)}
      >
        <ArrowDown aria-hidden className="size-4.5" strokeWidth={1.75} />
      </IconButton>
      <IconButton label={t('editOne', { name })} onPress={onEdit}>
        <Pencil aria-hidden className="size-4.5" strokeWidth={1.75} />
      </IconButton>
    </li>
  );
}
