import { INVARIANTS, type InvariantId, violatedIn } from './invariant';
import type { Outcome } from './run';

const SHOWN_MAX = 5;

/** The run in words: each fault, then each invariant with its checks and violations. */
export function report({ verdicts, faults, seconds, quietMs, messages }: Outcome): string {
  const ids = Object.keys(INVARIANTS) as InvariantId[];
  const rows = ids.map((id) => {
    const { checks, violations } = verdicts[id];
    const figures = `${String(checks).padStart(8)} checks ${String(violations.length).padStart(5)} violations`;
    return `${id.padEnd(4)}${figures}  ${INVARIANTS[id]}`;
  });
  const bad = violatedIn(verdicts).flatMap((id) => {
    const { violations } = verdicts[id];
    const rest = violations.length - SHOWN_MAX;
    return [
      ...violations.slice(0, SHOWN_MAX).map((text) => `${id}: ${text}`),
      ...(rest > 0 ? [`${id}: and ${rest} more`] : []),
    ];
  });
  return [
    ...faults.map(({ name, ms, note }) => `${(ms / 1_000).toFixed(1).padStart(6)} s  ${name}: ${note}`),
    '',
    ...rows,
    ...(bad.length > 0 ? ['', ...bad] : []),
    '',
    `${messages} messages, ${faults.length} faults, ${seconds.toFixed(1)} s; quiet after ${quietMs} ms`,
  ].join('\n');
}
