import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { log } from '../common/log';
import { Broadcaster } from './broadcaster';
import type { ParleySocket } from './socket-data';

/** Sockets leave one after the other over at most this long, so that their clients do not all knock elsewhere at once. */
const SPREAD_MAX_MS = 3_000;
const PER_SOCKET_MS = 5;
/** What clients are asked to spread their return over, at least: a process that starts again has enough to do. */
const RETURN_MIN_MS = 1_000;
/** A command that takes longer is cut off; its client repeats it. */
const COMMAND_MAX_MS = 3_000;
const LOOK_MS = 20;

/** Before this process ends: no new sockets, every open one is told, finishes its commands and is let go. */
@Injectable()
export class Drain {
  private isOn = false;

  constructor(private readonly broadcaster: Broadcaster) {}

  /** True from the signal to stop on: /health/ready says so, and handshakes are refused. */
  get isDraining(): boolean {
    return this.isOn;
  }

  /** Ends when no socket is left; takes at most six seconds. */
  async run(): Promise<void> {
    this.isOn = true;
    const sockets = this.broadcaster.ownSockets();
    if (sockets.length === 0) return;
    const spreadMs = Math.min(sockets.length * PER_SOCKET_MS, SPREAD_MAX_MS);
    this.broadcaster.toOwn('serverShutdown', { reconnectWithinMs: Math.max(spreadMs, RETURN_MIN_MS) });
    const letGoFrom = Date.now();
    await Promise.all(sockets.map((socket, index) => this.letGo(socket, (index * spreadMs) / sockets.length)));
    log.info({ sockets: sockets.length, ms: Date.now() - letGoFrom }, 'sockets let go');
  }

  private async letGo(socket: ParleySocket, afterMs: number): Promise<void> {
    await pause(afterMs);
    const until = Date.now() + COMMAND_MAX_MS;
    while (socket.connected && socket.data.running > 0 && Date.now() < until) await pause(LOOK_MS);
    socket.disconnect(true);
  }
}
