'use client';

import type { PresenceDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useDateText } from '@/i18n/use-date-text';

/** Presence in words; null while unknown. */
export function usePresenceText(presence: PresenceDto | undefined): string | null {
  const t = useTranslations('presence');
  const date = useDateText();
  if (!presence) return null;
  if (presence.state !== 'offline') return t(presence.state);
  return presence.lastSeenAt ? t('lastSeen', { when: date.ago(presence.lastSeenAt) }) : t('offline');
}
