import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that systems give to outgoing connections: one of these could take the port of a process while it is down. */
const FROM = 20_000;
const COUNT = 10_000;

/** A free port of 127.0.0.1 that is still free when what listened on it has died. */
export async function portToKeep(): Promise<number> {
  for (;;) {
    const port = FROM + Math.floor(Math.random() * COUNT);
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer().listen(port, '127.0.0.1');
  try {
    await once(probe, 'listening');
  } catch {
    return false; // somebody has it
  }
  probe.close();
  await once(probe, 'close');
  return true;
}
