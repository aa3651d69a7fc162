/**
 * Where a send may be cut off, in the order in which it comes by. Facts are told before the ack, so "acked but not told" cannot
 * happen here; `beforeEmit` is the hole that would be: stored, and nobody hears of it.
 */
export const FAILPOINTS = ['beforeInsert', 'afterInsert', 'beforeBell', 'beforeEmit', 'afterEmit', 'afterAck'] as const;
export type FailpointName = (typeof FAILPOINTS)[number];

/** Ends the process the `at`th time it comes by. */
export interface Failpoint {
  name: FailpointName;
  at: number;
}

let armed: Failpoint | null = null;
let passed = 0;
let lastWords = () => {};

/** What was said before a failpoint is on its way by then: for who keeps it back until the end of a turn. */
export function onFailpoint(say: () => void): void {
  lastWords = say;
}

/** For the chaos harness alone; the boot refuses it in production. */
export function armFailpoint(failpoint: Failpoint | null): void {
  armed = failpoint;
  passed = 0;
}

/** Costs a comparison while nothing is armed. */
export function failpoint(name: FailpointName): void {
  if (armed !== null) pass(armed, name);
}

function pass({ name, at }: Failpoint, here: FailpointName): void {
  if (name !== here || ++passed !== at) return;
  lastWords();
  process.kill(process.pid, 'SIGKILL');
}
