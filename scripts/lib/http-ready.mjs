import { setTimeout as delay } from 'node:timers/promises';

const RETRY_MS = 50;
const TIMEOUT_MS = 2_000;

/**
 * Asks the address until the server answers with anything below 500.
 * @param {AbortSignal} signal ends the waiting, with a rejection
 */
export async function waitForHttp(url, signal) {
  while (!(await isAnswering(url))) await delay(RETRY_MS, undefined, { signal });
}

async function isAnswering(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'manual' });
    await response.body?.cancel();
    return response.status < 500;
  } catch {
    return false; // not listening yet, or still busy with its first answer
  }
}
