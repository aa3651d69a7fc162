import { Star } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cx } from '@/ui/cx';

export const SCORES = [1, 2, 3, 4, 5] as const;

/** A score of one to five, in stars and in words. */
export function Stars({ score }: { score: number }) {
  const t = useTranslations('support.rate');
  return (
    <span className="inline-flex items-center gap-0.5">
      {SCORES.map((step) => (
        <Star
          key={step}
          aria-hidden
          className={cx('size-4', step <= score ? 'fill-current text-away' : 'text-control')}
        />
      ))}
      <span className="ms-1.5 text-sm text-soft">{t('score', { score: `${score}` })}</span>
    </span>
  );
}
