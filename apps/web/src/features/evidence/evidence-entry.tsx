'use client';

import type { EvidencePartDto } from '@app/contracts';
import { useLocale, useTranslations } from 'next-intl';
import { formatPrice } from '@/features/chat/use-price-text';
import { useDateText } from '@/i18n/use-date-text';
import { isolate } from '@/ui/text';
import { EvidenceMessage } from './evidence-message';

interface EvidenceEntryProps {
  part: EvidencePartDto;
  nameOf: (userId: string | null) => string;
}

/** One link of the chain in words. */
export function EvidenceEntry({ part, nameOf }: EvidenceEntryProps) {
  const t = useTranslations();
  const locale = useLocale();
  const date = useDateText();
  if (part.kind === 'message') return <EvidenceMessage part={part} nameOf={nameOf} />;
  if (part.kind === 'offer') {
    const { offer } = part;
    return (
      <li className="rounded-md bg-hover px-3 py-2 text-sm">
        {t('evidence.offer', {
          name: isolate(nameOf(offer.makerId)),
          amount: isolate(formatPrice(offer, locale)),
          state: t('offer.state', { state: offer.state }),
        })}
        <time dateTime={offer.closedAt ?? offer.expiresAt} className="block text-xs text-quiet">
          {date.full(offer.closedAt ?? offer.expiresAt)}
        </time>
      </li>
    );
  }
  const names = part.members.map(({ name }) => isolate(name));
  return (
    <li className="text-sm text-soft">
      {t('evidence.chat', { names: new Intl.ListFormat(locale).format(names), count: part.headSeq })}
      {part.context && (
        <span dir="auto" className="block font-name text-ink">
          {part.context.title}
          {part.context.price && ` · ${formatPrice(part.context.price, locale)}`}
        </span>
      )}
    </li>
  );
}
