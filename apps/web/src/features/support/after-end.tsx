'use client';

import type { SupportTicketDto } from '@app/contracts';
import { CornerDownRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Link } from '@/ui/link';

interface AfterEndProps {
  /** What the closed request goes on in; none before the first reply. */
  followUp: SupportTicketDto | undefined;
}

/** Over the message box of a closed request: where a reply goes. */
export function AfterEnd({ followUp }: AfterEndProps) {
  const t = useTranslations('support');
  return (
    <p className="mb-2 flex items-center gap-2 rounded-md bg-hover px-3.5 py-2.5 text-sm text-soft">
      <CornerDownRight aria-hidden className="flip size-4 flex-none" />
      <span>
        {t('closedText')}{' '}
        {followUp && (
          <Link href={`/support/${followUp.id}`} className="prose-link">
            {t('goesOn', { number: `${followUp.number}` })}
          </Link>
        )}
      </span>
    </p>
  );
}
