import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { ParleyServer } from './broadcaster';

const SWEEP_MS = 1_000;
const WARN_MS = 60_000;

/** An open socket ends with its token. One sweep for all of them, instead of two timers a socket. */
@Injectable()
export class SocketLifetime implements OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;

  watch(server: ParleyServer): void {
    this.timer = setInterval(() => this.sweep(server), SWEEP_MS);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private sweep(server: ParleyServer): void {
    const now = Date.now();
    for (const socket of server.sockets.sockets.values()) {
      const { expiresAt, isWarned } = socket.data;
      if (expiresAt <= now) {
        socket.disconnect(true);
      } else if (!isWarned && expiresAt - now <= WARN_MS) {
        socket.data.isWarned = true;
        socket.emit('authExpiring', { expiresAt: new Date(expiresAt).toISOString() });
      }
    }
  }
}
