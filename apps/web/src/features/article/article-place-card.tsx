'use client';

import { useTranslations } from 'next-intl';
import { CategoryChoice } from '@/features/category/category-choice';
import { useCategoryOptions } from '@/features/category/use-categories';
import { Card } from '@/ui/card';
import { Switch } from '@/ui/switch';
import type { ArticleDraft } from './article-draft';

interface ArticlePlaceCardProps {
  draft: ArticleDraft;
  onChange: (part: Partial<ArticleDraft>) => void;
}

/** What it is about, and whether readers find it. */
export function ArticlePlaceCard({ draft, onChange }: ArticlePlaceCardProps) {
  const t = useTranslations('article');
  return (
    <Card className="grid gap-4 p-5 max-tablet:p-4">
      <CategoryChoice
        isTitled
        label={t('about')}
        anyText={t('noCategory')}
        value={draft.category}
        onChange={(category) => onChange({ category })}
        options={useCategoryOptions(draft.category)}
      />
      <div className="border-t border-line pt-4">
        <Switch isSelected={draft.isPublished} onChange={(isPublished) => onChange({ isPublished })}>
          {t('publish')}
          <span className="block text-xs text-quiet">{t('publishHint')}</span>
        </Switch>
      </div>
    </Card>
  );
}
