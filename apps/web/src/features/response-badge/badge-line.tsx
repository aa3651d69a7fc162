'use client';

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
      <span>{text.time(badge.meanReplyMs)}</span>
    </>
  );
}
