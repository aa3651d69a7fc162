'use client';

import type { ChatContextDto } from '@app/contracts';
import { ArrowUpRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { buttonStyle } from '@/ui/button-style';
import { ContextPicture } from './context-picture';
import { ContextStatus } from './context-status';
import { usePriceText } from './use-price-text';

const WEB = /^https?:\/\//i;

/** What the chat is about, as the marketplace described it. */
export function ListingCard({ context }: { context: ChatContextDto }) {
  const t = useTranslations('chat');
  const price = usePriceText(context.price);
  return (
    <section aria-label={t(context.type)}>
      <ContextPicture context={context} className="aspect-4/3 w-full rounded-md" />
      <h3 className="mt-3 mb-1 text-md leading-snug wrap-anywhere">
        <bdi>{context.title}</bdi>
      </h3>
      <p className="flex flex-wrap items-center gap-2">
        {price && (
          <bdi className="tabular text-[1.25rem] font-bold tracking-[-0.015em]" suppressHydrationWarning>
            {price}
          </bdi>
        )}
        {context.status && <ContextStatus status={context.status} />}
      </p>
      {context.url && WEB.test(context.url) && (
        <a
          href={context.url}
          target="_blank"
          rel="noopener noreferrer"
          className={buttonStyle({ size: 'sm', isWide: true }).concat(' mt-3')}
        >
          {t('view')}
          <ArrowUpRight aria-hidden className="flip size-4" />
        </a>
      )}
    </section>
  );
}
