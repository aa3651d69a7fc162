'use client';

import type { ArticleTextDto, Locale } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { directionOf } from '@/i18n/locale';
import { Card } from '@/ui/card';
import { ArticleBody } from './article-body';
import { isBegun } from './article-draft';

/** How readers of this language see it. */
export function ArticlePreview({ text, language }: { text: ArticleTextDto; language: Locale }) {
  const t = useTranslations('article');
  return (
    <Card className="p-5 max-tablet:p-4 desktop:sticky desktop:top-6">
      <section aria-labelledby="article-preview-title">
        <h2 id="article-preview-title" className="mb-4 text-md">
          {t('preview')}
        </h2>
        {isBegun(text) ? (
          <div className="scroll-y max-h-[32rem] rounded-md bg-sunken p-4">
            <p lang={language} dir={directionOf(language)} className="mb-3 text-lg font-semibold wrap-anywhere">
              {text.title}
            </p>
            <ArticleBody body={text.body} language={language} />
          </div>
        ) : (
          <p className="text-sm text-quiet">{t('previewEmpty')}</p>
        )}
      </section>
    </Card>
  );
}
