/** What may never be violated; see the promise in the README. */
export const INVARIANTS = {
  I1: 'acked, so stored exactly once',
  I2: 'stored, so said',
  I3: 'a chat is numbered 1, 2, 3, ...; revs are unique',
  I4: 'when all is quiet, every list is the database',
  I5: 'what a tab says is stored in its order',
  I6: 'a cursor passes no missing change',
  I7: 'unread counts and badges are what a count says',
  I8: 'nobody hears of a chat that is not theirs',
  I9: 'a message is shown once',
  I10: 'nothing unhandled, no 5xx to bad input',
} as const;

export type InvariantId = keyof typeof INVARIANTS;

/** How often an invariant was looked at, and what was found. */
export interface Verdict {
  checks: number;
  violations: string[];
}

export type Verdicts = Record<InvariantId, Verdict>;

export function emptyVerdicts(): Verdicts {
  const ids = Object.keys(INVARIANTS) as InvariantId[];
  return Object.fromEntries(ids.map((id) => [id, { checks: 0, violations: [] }])) as unknown as Verdicts;
}

export function violatedIn(verdicts: Verdicts): InvariantId[] {
  return (Object.keys(verdicts) as InvariantId[]).filter((id) => verdicts[id].violations.length > 0);
}
