'use client';

import type { QuoteDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { cx } from '@/ui/cx';
import { firstName, isolate } from '@/ui/text';
import { useChatScope } from './chat-context';

/** What a reply quotes; leads to the quoted message. */
export function Quote({ quote, isOwn }: { quote: QuoteDto; isOwn: boolean }) {
  const t = useTranslations('message');
  const { nameOf, goTo, me } = useChatScope();
  const name = quote.senderId === me.id ? t('you') : firstName(nameOf(quote.senderId));
  return (
    <button
      type="button"
      tabIndex={-1}
      onClick={() => goTo(quote.seq)}
      title={t('quoteJump', { name: isolate(name) })}
      className={cx(
        'mx-[-0.3125rem] mt-0.5 mb-1.5 block w-[calc(100%+0.625rem)] rounded-sm border-s-[3px] px-2.5 py-1.5 text-start text-sm leading-snug',
        isOwn ? 'border-tick-read bg-bubble-out-quote' : 'border-accent bg-hover',
      )}
    >
      <b className={cx('block text-xs font-semibold', isOwn ? 'text-tick-read' : 'text-accent-text')}>
        <bdi>{name}</bdi>
      </b>
      <span dir="auto" className={cx('one-line block', isOwn && 'text-on-bubble-out-quiet')}>
        {quote.text || t('deleted')}
      </span>
    </button>
  );
}
