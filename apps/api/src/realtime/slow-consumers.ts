import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { log } from '../common/log';
import { metrics } from '../ops/metrics';
import type { ParleyServer } from './broadcaster';
import type { ParleySocket } from './socket-data';

/** What may wait for a client that does not read. Above it the socket is cut; the client comes back and syncs from the database. */
const WAITING_MAX_PACKETS = 500;
const WAITING_MAX_BYTES = 1_048_576;
/** Often enough that a client who reads nothing of a busy chat does not get far above the limit. */
const LOOK_MS = 250;

/** The parts of Engine.IO's connection that hold what was not sent yet. */
interface Connection {
  writeBuffer: { data?: string | Buffer }[];
  transport: { socket?: { bufferedAmount: number; terminate(): void } };
}

/**
 * Socket.IO has no back-pressure of its own: what a client does not read waits in this process, and a few thousand such clients
 * would take all of its memory. Looks at every socket now and then, which costs less than counting each packet.
 */
@Injectable()
export class SlowConsumers implements OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;

  watch(server: ParleyServer): void {
    this.timer = setInterval(() => {
      for (const socket of server.sockets.sockets.values()) this.look(socket);
    }, LOOK_MS);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private look(socket: ParleySocket): void {
    const { writeBuffer, transport } = socket.conn as unknown as Connection;
    const inTransport = transport.socket?.bufferedAmount ?? 0;
    if (writeBuffer.length === 0 && inTransport <= WAITING_MAX_BYTES) return;
    const isTooMany = writeBuffer.length > WAITING_MAX_PACKETS;
    if (!isTooMany && inTransport + bytesOf(writeBuffer) <= WAITING_MAX_BYTES) return;
    metrics.slowConsumersCut.inc();
    log.info({ userId: socket.data.actor.id, socketId: socket.id, packets: writeBuffer.length }, 'slow consumer cut');
    // A polite close would wait behind everything that is not read.
    transport.socket?.terminate();
  }
}

/** Strings are counted in UTF-16 units: near enough for a limit. */
function bytesOf(packets: Connection['writeBuffer']): number {
  return packets.reduce((sum, { data }) => sum + (data?.length ?? 0), 0);
}
