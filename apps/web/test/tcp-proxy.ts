import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What happens to bytes between a browser and the product. */
export type Fault =
  | { kind: 'none' }
  /** Connections are refused and open ones reset. */
  | { kind: 'cut' }
  /** Connections stay open; nothing passes in the given direction, or in both. What is held back is never delivered. */
  | { kind: 'blackHole'; direction?: 'up' | 'down' }
  /** Every chunk is this late, and up to `jitterMs` more. */
  | { kind: 'delay'; ms: number; jitterMs?: number }
  /** After so many bytes of a connection (absent: at once) nothing more is read in that direction, or in both; what waits passes later. */
  | { kind: 'stall'; direction?: 'up' | 'down'; afterBytes?: number }
  /** Every byte is a chunk of its own. */
  | { kind: 'slice' };

export interface TcpProxy {
  readonly port: number;
  /** For everything that passes from now on. */
  set(fault: Fault): void;
  /** Resets open connections once, all or each with the given chance; answers how many. New ones pass as set. */
  cutOnce(chance?: number): number;
  close(): Promise<void>;
}

/** A poor network on 127.0.0.1, in front of the product. */
export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  const open = new Set<Socket>();
  const stalled = new Set<() => void>();
  let fault: Fault = { kind: 'none' };

  const cutOnce = (chance = 1) => {
    const unlucky = [...open].filter(() => chance === 1 || Math.random() < chance);
    for (const socket of unlucky) socket.resetAndDestroy();
    return unlucky.length;
  };

  const pass = (from: Socket, to: Socket, direction: 'up' | 'down') => {
    /** Chunks keep their order whatever each of them waits for. */
    let last = Promise.resolve();
    let stall: Fault | null = null;
    let left = 0;
    const untilSet = async () => {
      from.pause();
      await new Promise<void>((resolve) => stalled.add(resolve));
      from.resume();
    };
    const write = (chunk: Buffer) => {
      if (!to.destroyed) to.write(chunk);
    };
    from.on('data', (chunk: Buffer) => {
      const now = fault;
      if (now.kind === 'blackHole' && (now.direction ?? direction) === direction) return;
      if (now.kind === 'stall' && (now.direction ?? direction) === direction) {
        if (stall !== now) left = now.afterBytes ?? 0;
        stall = now;
        const [passing, waiting] = [chunk.subarray(0, left), chunk.subarray(left)];
        left -= passing.length;
        last = last.then(async () => {
          if (passing.length > 0) write(passing);
          if (waiting.length === 0) return;
          await untilSet();
          write(waiting);
        });
      } else if (now.kind === 'slice') {
        last = last.then(async () => {
          for (const byte of chunk) {
            write(Buffer.of(byte));
            await new Promise(setImmediate);
          }
        });
      } else if (now.kind === 'delay') {
        const ms = now.ms + Math.random() * (now.jitterMs ?? 0);
        const due = new Promise((resolve) => setTimeout(resolve, ms));
        last = last.then(() => due).then(() => write(chunk));
      } else {
        last = last.then(() => write(chunk));
      }
    });
    from.on('end', () => void last.then(() => to.end()));
  };

  const server = createServer((client) => {
    if (fault.kind === 'cut') {
      client.resetAndDestroy();
      return;
    }
    const upstream = connect({ host: '127.0.0.1', port: targetPort, noDelay: true });
    client.setNoDelay(true);
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(socket);
      // A reset is what this is for; 'close' follows it.
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
    }
    pass(client, upstream, 'up');
    pass(upstream, client, 'down');
  });

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    set(next) {
      fault = next;
      for (const go of stalled) go();
      stalled.clear();
      if (next.kind === 'cut') cutOnce();
    },
    cutOnce,
    async close() {
      cutOnce();
      server.close();
      await once(server, 'close');
    },
  };
}
