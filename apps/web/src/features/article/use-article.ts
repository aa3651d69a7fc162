'use client';

import { ParleyError } from '@app/client';
import type { ArticleDto, Locale } from '@app/contracts';
import { useCallback, useEffect, useState } from 'react';
import { useArticles } from './use-articles';

export interface KnownArticle {
  article: ArticleDto | null;
  error: ParleyError | null;
  reload: () => void;
  put: (article: ArticleDto) => void;
}

/** An article by id, in a language or the first there is. Null: none, as for one that is yet to be written. */
export function useArticle(articleId: string | null, locale?: Locale): KnownArticle {
  const articles = useArticles();
  const [article, setArticle] = useState<ArticleDto | null>(null);
  const [error, setError] = useState<ParleyError | null>(null);

  const load = useCallback(async () => {
    if (!articleId) return;
    setError(null);
    try {
      setArticle(await articles.get(articleId, locale));
    } catch (thrown) {
      if (!(thrown instanceof ParleyError)) throw thrown;
      setError(thrown);
    }
  }, [articles, articleId, locale]);
  useEffect(() => void load(), [load]);

  return { article, error, reload: () => void load(), put: setArticle };
}
