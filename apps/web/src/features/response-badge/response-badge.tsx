'use client';

import { Zap } from 'lucide-react';
import { useBadgeText } from './use-badge-text';
import { useResponseBadge } from './use-response-badge';

/** How reliably and how fast a person answers those who write first; nothing where too little is known. */
export default function ResponseBadge({ userId }: { userId: string }) {
  const text = useBadgeText();
  const badge = useResponseBadge(userId);
  if (!badge || badge.answeredPercent === null) return null;
  return (
    <small className="mt-0.5 flex items-start gap-1.5 text-xs text-soft">
      <Zap aria-hidden className="mt-0.5 size-3.5 flex-none text-accent-text" />
      <span>
        <span className="block">{text.rate(badge.answeredPercent)}</span>
        {badge.meanReplyMs !== null && <span className="block">{text.time(badge.meanReplyMs)}</span>}
      </span>
    </small>
  );
}
