'use client';

import { Check, ChevronLeft, Eye, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button, ButtonLink, IconButton, IconLink } from '@/ui/button';
import { ConfirmDialog } from '@/ui/dialog';

interface ArticleFormHeaderProps {
  articleId: string | null;
  isPending: boolean;
  isSaved: boolean;
  onSave: () => void;
  onRemove: () => void;
}

/** The way back, and what can be done with it. */
export function ArticleFormHeader({ articleId, isPending, isSaved, onSave, onRemove }: ArticleFormHeaderProps) {
  const t = useTranslations('article');
  const app = useTranslations('app');
  const [isAsking, setIsAsking] = useState(false);
  return (
    <header className="mb-5 flex flex-wrap items-center gap-3">
      <IconLink href="/admin/articles" label={t('toList')} className="-ms-2">
        <ChevronLeft aria-hidden className="flip size-5" strokeWidth={1.75} />
      </IconLink>
      <h1 className="min-w-0 flex-1 text-xl tracking-[-0.02em]">{t(articleId ? 'edit' : 'new')}</h1>
      <span role="status" className="flex items-center gap-1 text-sm text-success">
        {isSaved && (
          <>
            <Check aria-hidden className="size-4" />
            {t('saved')}
          </>
        )}
      </span>
      {articleId && (
        <>
          <IconButton label={t('remove')} isDisabled={isPending} onPress={() => setIsAsking(true)}>
            <Trash2 aria-hidden className="size-5" strokeWidth={1.75} />
          </IconButton>
          <ButtonLink href={`/help/${articleId}`}>
            <Eye aria-hidden className="size-4" />
            <span className="max-tablet:sr-only">{t('read')}</span>
          </ButtonLink>
        </>
      )}
      <Button variant="primary" isPending={isPending} onPress={onSave}>
        {t('save')}
      </Button>
      <ConfirmDialog
        title={t('removeTitle')}
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        onConfirm={() => {
          setIsAsking(false);
          onRemove();
        }}
        confirmText={t('remove')}
        cancelText={app('cancel')}
      >
        {t('removeText')}
      </ConfirmDialog>
    </header>
  );
}
