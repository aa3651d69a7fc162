import type { ChannelDecisionDto, NotificationCategory, NotificationTargetDto, NotificationType } from '@app/contracts';

/** Something that happened for one person, as channels know it: where its row is, but not what was said. */
export interface Occasion {
  userId: string;
  type: NotificationType;
  category: NotificationCategory;
  groupKey: string;
  seq: number;
  /** Whose name is the title; null: `title` is. */
  senderId: string | null;
  title: string;
  data: NotificationTargetDto;
  isCritical: boolean;
  at: Date;
}

/** It may not wait: neither for the morning nor for a digest. */
export function isUrgent({ category, isCritical }: Pick<Occasion, 'category' | 'isCritical'>): boolean {
  return isCritical || category === 'security';
}

export function groupOf({ userId, groupKey }: Pick<Occasion, 'userId' | 'groupKey'>): string {
  return `${userId} ${groupKey}`;
}

/** An occasion for a channel, and what the person wants. */
export interface Plan {
  occasion: Occasion;
  decision: ChannelDecisionDto;
  /** When it is to go out; null: not at all. */
  runAt: Date | null;
}
