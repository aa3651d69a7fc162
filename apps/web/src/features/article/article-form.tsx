'use client';

import type { ArticleDto, Locale } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { usePreferences } from '@/features/preference/preference-provider';
import { PageTitle } from '@/features/shell/page-title';
import { type ArticleDraft, faultsOf, toInput } from './article-draft';
import { ArticleFault } from './article-fault';
import { ArticleFormHeader } from './article-form-header';
import { ArticlePlaceCard } from './article-place-card';
import { ArticlePreview } from './article-preview';
import { ArticleTextCard } from './article-text-card';
import { useArticleSaving } from './use-article-saving';

const FIRST_FAULT = ':is(input, textarea)[aria-invalid="true"]';

interface ArticleFormProps {
  /** Null: a new one. */
  articleId: string | null;
  initial: ArticleDraft;
  onSaved: (article: ArticleDto) => void;
}

/** Three languages, where it belongs, whether it is published, and how readers see it. */
export function ArticleForm({ articleId, initial, onSaved }: ArticleFormProps) {
  const t = useTranslations('article');
  const { locale } = usePreferences();
  const [draft, setDraft] = useState(initial);
  const [current, setCurrent] = useState<Locale>(locale);
  const [isChecked, setIsChecked] = useState(false);
  const page = useRef<HTMLDivElement>(null);
  const { save, remove, isSaving, isSaved, error, touch } = useArticleSaving(articleId, onSaved);

  const change = (part: Partial<ArticleDraft>) => {
    touch();
    setDraft((before) => ({ ...before, ...part }));
  };
  const faults = faultsOf(draft, current);
  const submit = () => {
    setIsChecked(true);
    const found = Object.keys(faults) as Locale[];
    if (found.length === 0) return void save(toInput(draft));
    if (found[0] !== undefined && !found.includes(current)) setCurrent(found[0]);
    requestAnimationFrame(() => page.current?.querySelector<HTMLElement>(FIRST_FAULT)?.focus());
  };

  return (
    <div ref={page} className="scroll-y min-w-0 flex-1 bg-canvas">
      <PageTitle page={t(articleId ? 'edit' : 'new')} />
      <div className="mx-auto max-w-[74rem] px-8 pt-6 pb-12 max-tablet:px-4 max-tablet:pt-4 max-tablet:pb-8">
        <ArticleFormHeader
          articleId={articleId}
          isPending={isSaving}
          isSaved={isSaved}
          onSave={submit}
          onRemove={() => void remove()}
        />
        <ArticleFault error={error} />
        <div className="grid grid-cols-[minmax(0,1fr)_24.5rem] items-start gap-5 max-desktop:grid-cols-1">
          <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
            <ArticleTextCard
              draft={draft}
              onChange={change}
              faults={isChecked ? faults : {}}
              current={current}
              onCurrent={setCurrent}
            />
            <ArticlePlaceCard draft={draft} onChange={change} />
          </div>
          <ArticlePreview text={draft.texts[current]} language={current} />
        </div>
      </div>
    </div>
  );
}
