'use client';

import type { SupportTicketDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { Stars } from '@/features/support/stars';

/** What the customer thought of the answer, once they said so. */
export function RatingLine({ ticket: { rating } }: { ticket: SupportTicketDto }) {
  const t = useTranslations('desk');
  if (!rating) return null;
  return (
    <section>
      <h3 className="mb-1 text-sm">{t('rating')}</h3>
      {rating.score === null ? (
        <p className="text-sm text-quiet">{t('ratingAsked')}</p>
      ) : (
        <Stars score={rating.score} />
      )}
      {rating.comment && (
        <p dir="auto" className="mt-1 text-sm whitespace-pre-wrap text-soft wrap-anywhere">
          {rating.comment}
        </p>
      )}
    </section>
  );
}
