'use client';

import type { QuoteDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { cx } from '@/ui/cx';
import { firstName, isolate } from '@/ui/text';
import { useChatScope } from './chat-context';
import { QuotedPicture } from './quoted-picture';
import { useGistText } from './use-gist-text';

/** What a reply quotes; leads to the quoted message. */
export function Quote({ quote, isOwn }: { quote: QuoteDto; isOwn: boolean }) {
  const t = useTranslations('message');
  const { nameOf, goTo, me } = useChatScope();
  const gistText = useGistText();
  const name = quote.senderId === me.id ? t('you') : firstName(nameOf(quote.senderId));
  return (
    <button
      type="button"
      tabIndex={-1}
      onClick={() => goTo(quote.seq)}
      title={t('quoteJump', { name: isolate(name) })}
      className={cx(
        'mx-[-0.3125rem] mt-0.5 mb-1.5 flex w-[calc(100%+0.625rem)] items-center gap-2 rounded-sm border-s-[3px] px-2.5 py-1.5 text-start text-sm leading-snug',
        isOwn ? 'border-tick-read bg-bubble-out-quote' : 'border-accent bg-hover',
      )}
    >
      <span className="min-w-0 flex-1">
        <b className={cx('block text-xs font-semibold', isOwn ? 'text-tick-read' : 'text-accent-text')}>
          <bdi>{name}</bdi>
        </b>
        <span dir="auto" className={cx('one-line block', isOwn && 'text-on-bubble-out-quiet')}>
          {gistText(quote.gist, quote.text) || t('deleted')}
        </span>
      </span>
      {quote.imageId && <QuotedPicture id={quote.imageId} />}
    </button>
  );
}
