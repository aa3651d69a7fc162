import { setTimeout as pause } from 'node:timers/promises';

const LOOK_MS = 20;

/** Resolves once the check holds, for what nothing tells of. */
export async function isTrue(check: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await check())) await pause(LOOK_MS);
}
