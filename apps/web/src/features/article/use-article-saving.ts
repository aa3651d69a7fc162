'use client';

import { ParleyError } from '@app/client';
import type { ArticleDto, ArticleInput } from '@app/contracts';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useArticles } from './use-articles';

export interface ArticleSaving {
  save: (input: ArticleInput) => Promise<void>;
  remove: () => Promise<void>;
  isSaving: boolean;
  /** What is on the screen is what is kept. */
  isSaved: boolean;
  error: ParleyError | null;
  /** Something was changed since. */
  touch: () => void;
}

/** One step at a time. A new article goes on under its own address; a removed one leaves for the list. */
export function useArticleSaving(articleId: string | null, onSaved: (article: ArticleDto) => void): ArticleSaving {
  const articles = useArticles();
  const router = useRouter();
  const [isSaving, setIsSaving] = useState(false);
  const [isSaved, setIsSaved] = useState(false);
  const [error, setError] = useState<ParleyError | null>(null);

  const run = async (work: () => Promise<void>) => {
    setIsSaving(true);
    setError(null);
    try {
      await work();
    } catch (thrown) {
      if (!(thrown instanceof ParleyError)) throw thrown;
      setError(thrown);
    }
    setIsSaving(false);
  };

  return {
    save: (input) =>
      run(async () => {
        if (articleId) onSaved(await articles.update(articleId, input));
        else router.replace(`/admin/articles/${(await articles.create(input)).id}`);
        setIsSaved(true);
      }),
    remove: () =>
      run(async () => {
        if (articleId) await articles.remove(articleId);
        router.push('/admin/articles');
      }),
    isSaving,
    isSaved,
    error,
    touch: () => setIsSaved(false),
  };
}
