'use client';

import { TICKET_CATEGORIES } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { Card } from '@/ui/card';
import { ChipGroup } from '@/ui/chip';
import { Switch } from '@/ui/switch';
import type { ArticleDraft } from './article-draft';

interface ArticlePlaceCardProps {
  draft: ArticleDraft;
  onChange: (part: Partial<ArticleDraft>) => void;
}

/** What it is about, and whether readers find it. */
export function ArticlePlaceCard({ draft, onChange }: ArticlePlaceCardProps) {
  const t = useTranslations('article');
  const support = useTranslations('support.category');
  return (
    <Card className="grid gap-4 p-5 max-tablet:p-4">
      <div className="grid gap-1.5">
        <h2 className="text-sm font-name">{t('about')}</h2>
        <ChipGroup
          label={t('about')}
          value={draft.category ?? 'none'}
          onChange={(id) => onChange({ category: id === 'none' ? null : id })}
          options={[
            { id: 'none', text: t('noCategory') },
            ...TICKET_CATEGORIES.map((id) => ({ id, text: support(id) })),
          ]}
        />
      </div>
      <div className="border-t border-line pt-4">
        <Switch isSelected={draft.isPublished} onChange={(isPublished) => onChange({ isPublished })}>
          {t('publish')}
          <span className="block text-xs text-quiet">{t('publishHint')}</span>
        </Switch>
      </div>
    </Card>
  );
}
