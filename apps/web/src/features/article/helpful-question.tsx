'use client';

import type { ArticleDto } from '@app/contracts';
import { ThumbsDown, ThumbsUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useAttempt } from '@/features/shell/use-attempt';
import { Button } from '@/ui/button';
import { cx } from '@/ui/cx';
import { useArticles } from './use-articles';

interface HelpfulQuestionProps {
  article: ArticleDto;
  onAnswered: (article: ArticleDto) => void;
  className?: string;
}

/** "Was this helpful": can be answered once and changed as often as one likes. */
export function HelpfulQuestion({ article, onAnswered, className }: HelpfulQuestionProps) {
  const t = useTranslations('article');
  const articles = useArticles();
  const attempt = useAttempt();
  const [isSending, setIsSending] = useState(false);
  const { id, isHelpfulToMe } = article;

  const answer = async (isHelpful: boolean) => {
    setIsSending(true);
    await attempt(async () => {
      const { isHelpfulToMe: kept } = await articles.setHelpful(id, { isHelpful });
      // The answer comes in the reader's own language, which may not be the one on the screen.
      onAnswered({ ...article, isHelpfulToMe: kept });
    });
    setIsSending(false);
  };

  return (
    <fieldset className={cx('flex flex-wrap items-center gap-2', className)}>
      <legend className="float-start me-1 text-sm text-soft">{t('helpful')}</legend>
      {([true, false] as const).map((isHelpful) => {
        const Icon = isHelpful ? ThumbsUp : ThumbsDown;
        return (
          <Button
            key={String(isHelpful)}
            size="sm"
            aria-pressed={isHelpfulToMe === isHelpful}
            isPending={isSending}
            onPress={() => void answer(isHelpful)}
            className="aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
          >
            <Icon aria-hidden className="size-4" />
            {t(isHelpful ? 'yes' : 'no')}
          </Button>
        );
      })}
      <span role="status" className="text-sm text-soft">
        {isHelpfulToMe !== null && t('thanks')}
      </span>
    </fieldset>
  );
}
