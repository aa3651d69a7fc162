'use client';

import type { SupportTicketDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { lazyPart } from '@/ui/lazy-part';
import { LoadFailure } from '@/ui/load-failure';
import { SkeletonRows } from '@/ui/skeleton';
import { useOnceOpen } from '@/ui/use-once-open';
import { EvidenceMark } from './evidence-mark';
import { useEvidence } from './use-evidence';

const EvidenceDialog = lazyPart(() => import('./evidence-dialog'));

/** What was frozen when the chat was taken to the desk: whether it is whole, a look at it, a file of it. */
export default function EvidenceSection({ ticket }: { ticket: SupportTicketDto }) {
  const t = useTranslations('evidence');
  const known = useEvidence(ticket.id);
  const [isOpen, setIsOpen] = useState(false);
  const isLoaded = useOnceOpen(isOpen);
  const { evidence, hasFailed, load } = known;
  return (
    <section aria-label={t('title')}>
      <h3 className="mb-2 text-sm">{t('title')}</h3>
      {!evidence && !hasFailed && <SkeletonRows count={1} />}
      {!evidence && hasFailed && (
        <LoadFailure title={t('failed')} onRetry={() => void load()}>
          {t('failedText')}
        </LoadFailure>
      )}
      {evidence && (
        <div className="edge grid gap-3 rounded-md bg-sunken p-3 text-sm">
          <EvidenceMark evidence={evidence} />
          <Button size="sm" isWide onPress={() => setIsOpen(true)}>
            {t('look', { count: evidence.count })}
          </Button>
        </div>
      )}
      {evidence && isLoaded && (
        <EvidenceDialog ticket={ticket} known={known} isOpen={isOpen} onClose={() => setIsOpen(false)} />
      )}
    </section>
  );
}
