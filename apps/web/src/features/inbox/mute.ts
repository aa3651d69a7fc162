import { type ChatDto, MUTED_FOR_EVER } from '@app/contracts';

const HOUR_MS = 3_600_000;

/** What the menu offers, and for how long each keeps the chat silent. */
export const MUTE_CHOICES = [
  { id: 'muteHour', ms: HOUR_MS },
  { id: 'muteHours', ms: 8 * HOUR_MS },
  { id: 'muteWeek', ms: 7 * 24 * HOUR_MS },
  { id: 'muteForEver', ms: null },
] as const;

/** `now` is the server's, as the server ends the silence. */
export function mutedUntil(ms: number | null, now: number): string {
  return ms === null ? MUTED_FOR_EVER : new Date(now + ms).toISOString();
}

export function isMuted(chat: Pick<ChatDto, 'mutedUntil'>, now: number): boolean {
  return chat.mutedUntil !== null && Date.parse(chat.mutedUntil) > now;
}

export function isMutedForEver(chat: Pick<ChatDto, 'mutedUntil'>): boolean {
  return chat.mutedUntil === MUTED_FOR_EVER;
}
