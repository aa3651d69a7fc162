import type { Socket as NetSocket } from 'node:net';
import type { Server } from 'socket.io';
import { onFailpoint } from '../common/failpoint';

/** The parts of Engine.IO's connection that write. */
interface Connection {
  flush(): void;
  transport: { socket?: { _socket?: NetSocket | null } };
}

/**
 * What one turn of the event loop writes to a socket leaves in one system call at the end of that turn. An ack, the message for the tabs
 * beside and the bell would be three, and writing is what a send and a connection cost most. Nothing waits longer than the turn.
 */
export function writeTogether(server: Server): void {
  let waiting = new Set<Connection>();
  const flushAll = () => {
    const turn = waiting;
    waiting = new Set();
    for (const connection of turn) flushNow(connection);
  };
  function flushSoon(this: Connection): void {
    if (waiting.size === 0) setImmediate(flushAll);
    waiting.add(this);
  }
  // Engine.IO calls it for every packet, and again when the packets before have left.
  server.engine.on('connection', (connection: Connection) => {
    connection.flush = flushSoon;
  });
  onFailpoint(flushAll);
}

function flushNow(connection: Connection): void {
  const raw = connection.transport.socket?._socket;
  raw?.cork();
  (Object.getPrototypeOf(connection) as Connection).flush.call(connection);
  raw?.uncork();
}
