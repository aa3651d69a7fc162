'use client';

import type { EvidenceDto } from '@app/contracts';
import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useDateText } from '@/i18n/use-date-text';
import { cx } from '@/ui/cx';

/** Whether every hash was worked out again and fits, who had it frozen and when. */
export function EvidenceMark({ evidence }: { evidence: EvidenceDto }) {
  const t = useTranslations('evidence');
  const date = useDateText();
  const { isIntact, frozenAt, frozenBy, rootHash } = evidence;
  const Icon = isIntact ? ShieldCheck : ShieldAlert;
  return (
    <div className="grid gap-1">
      <p className={cx('flex items-center gap-2 font-name', isIntact ? 'text-success' : 'text-danger')}>
        <Icon aria-hidden className="size-4 flex-none" />
        {t(isIntact ? 'intact' : 'broken')}
      </p>
      <p className="text-xs text-quiet">
        {t.rich('frozen', {
          name: () => <bdi>{frozenBy.name}</bdi>,
          when: () => (
            <time dateTime={frozenAt} title={date.full(frozenAt)} suppressHydrationWarning>
              {date.ago(frozenAt)}
            </time>
          ),
        })}
      </p>
      <p dir="ltr" className="one-line tabular text-2xs text-quiet" title={rootHash}>
        SHA-256 {rootHash}
      </p>
    </div>
  );
}
