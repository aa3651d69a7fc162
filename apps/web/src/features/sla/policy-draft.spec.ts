import type { SlaPolicyDto } from '@app/contracts';
import { draftOf, faultsOf, inputOf, isFaultless } from './policy-draft';

const policy: SlaPolicyDto = {
  priority: 'high',
  category: null,
  hours: {
    timeZone: 'Africa/Algiers',
    blocks: [
      { weekday: 0, from: 480, to: 720 },
      { weekday: 0, from: 780, to: 1_440 },
      { weekday: 6, from: 0, to: 1_440 },
    ],
    holidays: ['2026-07-05', '2026-05-01'],
  },
  firstResponseMs: 90 * 60_000,
  nextResponseMs: null,
  resolutionMs: 48 * 3_600_000,
  escalates: false,
  updatedAt: null,
};

describe('a policy being written', () => {
  it('is what was read when nothing is changed, midnights at both ends of a day included', () => {
    const draft = draftOf(policy);
    expect(draft.promises).toEqual({
      firstResponse: { amount: '90', unit: 'minutes' },
      nextResponse: { amount: '', unit: 'hours' },
      resolution: { amount: '48', unit: 'hours' },
    });
    expect(draft.blocks.at(-1)).toEqual({ weekday: 6, from: '00:00', to: '00:00' });
    const { updatedAt: _, ...input } = policy;
    const hours = { ...policy.hours, holidays: ['2026-05-01', '2026-07-05'] };
    expect(inputOf(policy, draft)).toEqual({ ...input, hours });
    expect(isFaultless(faultsOf(draft))).toBe(true);
  });

  const faults = (part: Partial<ReturnType<typeof draftOf>>) => faultsOf({ ...draftOf(policy), ...part });

  it('says on which day its blocks are in no order, overlap or are half typed', () => {
    const day = (...blocks: [string, string][]) =>
      faults({ blocks: blocks.map(([from, to]) => ({ weekday: 3, from, to })) }).days;
    expect(day(['09:00', '12:00'], ['12:00', '17:00'])).toEqual({});
    expect(day(['13:00', '17:00'], ['09:00', '13:30'])).toEqual({ 3: 'overlap' });
    expect(day(['17:00', '09:00'])).toEqual({ 3: 'order' });
    expect(day(['', '09:00'])).toEqual({ 3: 'order' });
    expect(faults({ blocks: [] }).isNeverOpen).toBe(true);
  });

  it('refuses promises of nothing, of part of a minute and of more than a year', () => {
    const wrong = (amount: string, unit: 'minutes' | 'hours' = 'hours') =>
      faults({ promises: { ...draftOf(policy).promises, resolution: { amount, unit } } }).promises;
    for (const amount of ['0', '9000', 'x', '0.001']) expect(wrong(amount)).toEqual(['resolution']);
    expect(wrong('1', 'minutes')).toEqual([]);
    expect(wrong('')).toEqual([]);
  });
});
