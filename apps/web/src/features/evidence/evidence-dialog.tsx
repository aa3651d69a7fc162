'use client';

import { evidenceExportPath } from '@app/client/desk';
import type { SupportTicketDto } from '@app/contracts';
import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { buttonStyle } from '@/ui/button-style';
import { Dialog } from '@/ui/dialog';
import { LoadFailure } from '@/ui/load-failure';
import { LoadMore } from '@/ui/load-more';
import { EvidenceEntry } from './evidence-entry';
import { EvidenceMark } from './evidence-mark';
import type { KnownEvidence } from './use-evidence';

interface EvidenceDialogProps {
  ticket: SupportTicketDto;
  known: KnownEvidence;
  isOpen: boolean;
  onClose: () => void;
}

/** The copy itself, in its order, with what was said before an edit and what was deleted. */
export default function EvidenceDialog({ ticket, known, isOpen, onClose }: EvidenceDialogProps) {
  const t = useTranslations();
  const { evidence, entries, isLoading, hasFailed, load } = known;
  const chat = entries.find(({ part }) => part.kind === 'chat')?.part;
  const members = chat?.kind === 'chat' ? chat.members : [];
  const nameOf = (userId: string | null) => members.find(({ id }) => id === userId)?.name ?? t('message.somebody');
  return (
    <Dialog kind="sheet" title={t('evidence.title')} isOpen={isOpen} onClose={onClose} closeLabel={t('app.close')}>
      <div className="scroll-y grid min-h-40 flex-1 grid-cols-[minmax(0,1fr)] content-start gap-3 px-5 pb-5">
        {evidence && <EvidenceMark evidence={evidence} />}
        <a href={evidenceExportPath(ticket.id)} download className={buttonStyle({ size: 'sm', isWide: true })}>
          <Download aria-hidden className="size-4" />
          {t('evidence.export')}
        </a>
        <ol aria-label={t('evidence.list')} className="grid grid-cols-[minmax(0,1fr)] gap-2">
          {entries.map((entry) => (
            <EvidenceEntry key={entry.index} part={entry.part} nameOf={nameOf} />
          ))}
        </ol>
        {hasFailed && (
          <LoadFailure title={t('evidence.failed')} onRetry={() => void load()}>
            {t('evidence.failedText')}
          </LoadFailure>
        )}
        {evidence?.nextCursor && !hasFailed && <LoadMore isLoading={isLoading} onMore={() => void load()} />}
      </div>
    </Dialog>
  );
}
