import { MUTED_FOR_EVER } from '@app/contracts';
import { isMuted, isMutedForEver, MUTE_CHOICES, mutedUntil } from './mute';

const NOW = Date.UTC(2026, 10, 20, 9);

describe('mute', () => {
  it('lasts an hour, eight, a week, or for ever', () => {
    expect(MUTE_CHOICES.map(({ ms }) => mutedUntil(ms, NOW))).toEqual([
      '2026-11-20T10:00:00.000Z',
      '2026-11-20T17:00:00.000Z',
      '2026-11-27T09:00:00.000Z',
      MUTED_FOR_EVER,
    ]);
  });

  it('ends by itself at its moment', () => {
    const chat = { mutedUntil: '2026-11-20T10:00:00.000Z' };
    expect(isMuted(chat, Date.UTC(2026, 10, 20, 9, 59, 59))).toBe(true);
    expect(isMuted(chat, Date.UTC(2026, 10, 20, 10))).toBe(false);
    expect(isMuted({ mutedUntil: null }, NOW)).toBe(false);
    expect(isMuted({ mutedUntil: MUTED_FOR_EVER }, NOW)).toBe(true);
    expect(isMutedForEver({ mutedUntil: MUTED_FOR_EVER })).toBe(true);
    expect(isMutedForEver(chat)).toBe(false);
  });
});
