import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Cluster } from '../cluster/cluster';
import { log } from '../common/log';
import { StartUpkeep } from '../common/start-upkeep';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import { Broadcaster } from '../realtime/broadcaster';
import type { Call } from './call.schema';
import { CallNews } from './call-news';
import { CallStore } from './call-store';

/** After a fault, such as a database that is away. */
const AGAIN_MS = 5_000;

/**
 * Ends what ends by itself: a call that nobody answers, and one whose side does not come back. The documents hold the
 * times, so that a restart only has to look at them; between two looks there is one timer, set to the next time.
 */
@Injectable()
export class CallClock implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private wakesAt = Number.POSITIVE_INFINITY;
  private isStopped = false;
  private looking: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: CallStore,
    private readonly news: CallNews,
    private readonly broadcaster: Broadcaster,
    private readonly upkeep: StartUpkeep,
    cluster: Cluster,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    cluster.onNodeLost(() => void this.lookAfterLost());
  }

  onApplicationBootstrap(): Promise<void> {
    return this.upkeep.run('calls', () => this.lookAfterAll());
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.looking;
  }

  /** Ends the call when its time comes. */
  follow(call: Call): void {
    const due = this.dueAt(call);
    if (due !== null) this.wakeAt(due);
  }

  /** Writes a call that is over into the thread. A fault does not undo its end: it is tried again. */
  async complete(call: Call): Promise<void> {
    try {
      await this.news.complete(call);
    } catch (err) {
      log.error({ err, callId: call._id }, 'call ended, its line is still to be written');
      this.wakeAt(Date.now() + AGAIN_MS);
    }
  }

  /**
   * Nobody marks who was on a process that is gone, so whoever is in a call is away until the contrary is known: they come back and say
   * so, or are found with a socket, here or on another process, when their time is over.
   */
  private async lookAfterAll(): Promise<void> {
    await this.store.setAllAway(new Date());
    await this.look();
  }

  private async lookAfterLost(): Promise<void> {
    if (this.isStopped) return;
    await this.lookAfterAll().catch((err: unknown) => {
      log.error({ err }, 'calls of a process that is gone not looked at');
      this.wakeAt(Date.now() + AGAIN_MS);
    });
  }

  private dueAt({ state, ringsUntil, callerAwayAt, calleeAwayAt }: Call): number | null {
    if (state === 'ended') return 0;
    if (state === 'ringing') return ringsUntil.getTime();
    const away = [callerAwayAt, calleeAwayAt].flatMap((at) => (at ? [at.getTime()] : []));
    return away.length === 0 ? null : Math.min(...away) + this.config.limits.callRejoinMs;
  }

  private wakeAt(time: number): void {
    if (this.isStopped || time >= this.wakesAt) return;
    clearTimeout(this.timer);
    this.wakesAt = time;
    this.timer = setTimeout(() => void this.look(), Math.max(0, time - Date.now())).unref();
  }

  private look(): Promise<void> {
    this.wakesAt = Number.POSITIVE_INFINITY;
    this.looking = this.endDue().catch((err: unknown) => {
      log.error({ err }, 'calls not looked at');
      this.wakeAt(Date.now() + AGAIN_MS);
    });
    return this.looking;
  }

  private async endDue(): Promise<void> {
    for (const call of await this.store.findUndone()) {
      const due = this.dueAt(call);
      if (due === null) continue;
      if (due > Date.now()) this.wakeAt(due);
      else if (call.state === 'ended') await this.complete(call);
      else await this.end(call);
    }
  }

  private async end(call: Call): Promise<void> {
    const { _id, state, callerAwayAt, calleeAwayAt } = call;
    if (state === 'active' && !(await this.isLeft(call))) return;
    const outcome = state === 'ringing' ? 'missed' : 'lost';
    const asSeen = state === 'ringing' ? { state } : { state, callerAwayAt, calleeAwayAt };
    const ended = await this.store.end(_id, outcome, new Date(), asSeen);
    // Somebody was quicker, or came back: then what is now so has its own time.
    if (!ended) return this.wakeAt(Date.now());
    this.news.tell(ended);
    await this.complete(ended);
  }

  /** False when all who are overdue are there after all, which is marked, or when nobody can say now. */
  private async isLeft({ _id, ...call }: Call): Promise<boolean> {
    const sides = [
      { side: 'caller', userId: call.callerId, deviceId: call.callerDeviceId, awayAt: call.callerAwayAt },
      { side: 'callee', userId: call.calleeId, deviceId: call.calleeDeviceId, awayAt: call.calleeAwayAt },
    ] as const;
    const overdueSince = Date.now() - this.config.limits.callRejoinMs;
    for (const { side, userId, deviceId, awayAt } of sides) {
      if (!awayAt || awayAt.getTime() > overdueSince || deviceId === null) continue;
      const isThere = await this.broadcaster.isDeviceListening(userId.toHexString(), deviceId);
      if (isThere === false) return true;
      if (isThere === null) {
        this.wakeAt(Date.now() + AGAIN_MS);
        return false;
      }
      await this.store.setThere(_id, side, awayAt);
    }
    this.wakeAt(Date.now());
    return false;
  }
}
