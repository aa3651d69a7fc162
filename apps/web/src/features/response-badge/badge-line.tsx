'use client';

import { Zap } from 'lucide-react';
import { useBadgeText } from './use-badge-text';
import { useResponseBadge } from './use-response-badge';

/** Who answers less often has a badge in the details, and no praise in the header. */
const RELIABLE_PERCENT = 70;

interface BadgeLineProps {
  userId: string;
  /** The line has something before it. */
  isAfter: boolean;
}

/** The rest of the header's line: how fast the other person usually answers. */
export default function BadgeLine({ userId, isAfter }: BadgeLineProps) {
  const text = useBadgeText();
  const badge = useResponseBadge(userId);
  if (!badge || badge.meanReplyMs === null || (badge.answeredPercent ?? 0) < RELIABLE_PERCENT) return null;
  return (
    <>
      {isAfter && <span aria-hidden> · </span>}
      <span className="max-tablet:sr-only">{text.time(badge.meanReplyMs)}</span>
      {/* A phone has room for a glance, not for a sentence. */}
      <span aria-hidden className="tablet:hidden">
        <Zap className="-mt-0.5 inline size-3" /> {text.short(badge.meanReplyMs)}
      </span>
    </>
  );
}
