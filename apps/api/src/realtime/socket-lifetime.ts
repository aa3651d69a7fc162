import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { SessionService } from '../auth/session.service';
import { Cluster } from '../cluster/cluster';
import { log } from '../common/log';
import type { ParleyServer } from './broadcaster';

const SWEEP_MS = 1_000;
const WARN_MS = 60_000;
/** Clocks of processes differ, and being out of touch is noticed late. */
const LOOK_BACK_MS = 60_000;

/** An open socket ends with its token, and with its session. One sweep for all of them, instead of two timers a socket. */
@Injectable()
export class SocketLifetime implements OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private isLooking = false;

  constructor(
    private readonly sessions: SessionService,
    private readonly cluster: Cluster,
  ) {
    cluster.onBackInTouch(() => void this.endSessions());
  }

  watch(server: ParleyServer): void {
    this.timer = setInterval(() => {
      this.sweep(server);
      if (!this.cluster.isInTouch) void this.endSessions();
    }, SWEEP_MS);
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

  /** A log-out on another process is found in the database when it is not heard of. */
  private async endSessions(): Promise<void> {
    if (this.isLooking) return;
    this.isLooking = true;
    try {
      await this.sessions.endAllSince(new Date(Date.now() - LOOK_BACK_MS));
    } catch (err) {
      log.warn({ err }, 'ended sessions not looked up');
    } finally {
      this.isLooking = false;
    }
  }
}
