import type { PresenceDto, PresenceState } from '@app/contracts';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Cluster } from '../cluster/cluster';
import { KeyedQueue } from '../common/keyed-queue';
import { log } from '../common/log';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import { metrics } from '../ops/metrics';
import { UserService } from '../user/user.service';
import { Broadcaster } from './broadcaster';
import { SharedPresence } from './shared-presence';

interface Person {
  /** Each socket of the person, and whether its tab is idle. */
  sockets: Map<string, boolean>;
  /** Over the sockets of this process. */
  state: PresenceState;
  /** Set in the grace between the last socket and being offline. */
  leaving: NodeJS.Timeout | null;
}

/** Shared state is kept alive by saying it again. */
const REPEAT_MS = 900_000;

/**
 * Who is there: a set of sockets per person, offline only some time after the last one left. Each process knows its own sockets;
 * several of them put what they know together in Redis, and go by their own while that is away.
 */
@Injectable()
export class Presence implements OnModuleDestroy {
  private readonly people = new Map<string, Person>();
  /** What a person's sockets do is said in the order in which they did it. */
  private readonly telling = new KeyedQueue(Number.POSITIVE_INFINITY);
  private readonly listeners: ((userId: string) => void)[] = [];
  private readonly graceMs: number;
  private readonly repeating: NodeJS.Timeout | undefined;
  private readonly mourning = new Set<NodeJS.Timeout>();

  constructor(
    private readonly users: UserService,
    private readonly broadcaster: Broadcaster,
    private readonly shared: SharedPresence,
    cluster: Cluster,
    @Inject(CONFIG) config: Config,
  ) {
    this.graceMs = config.limits.presenceGraceMs;
    if (!shared.isShared) return;
    cluster.onBackInTouch(() => this.sayAllAgain());
    cluster.onNodeLost(() => this.mourn());
    this.repeating = setInterval(() => this.sayAllAgain(), REPEAT_MS);
    this.repeating.unref();
  }

  /** For rooms to whom it matters whether somebody is there. Told on the process that sees it. */
  onChange(listener: (userId: string) => void): void {
    this.listeners.push(listener);
  }

  /** A reconnect does not turn idle into online: the new socket starts as the person was. */
  enter(userId: string, socketId: string): void {
    const isKnown = this.people.has(userId);
    const person = this.people.get(userId) ?? { sockets: new Map(), state: 'offline', leaving: null };
    if (person.leaving) clearTimeout(person.leaving);
    person.leaving = null;
    person.sockets.set(socketId, person.state === 'idle');
    this.people.set(userId, person);
    metrics.usersOnline.set(this.people.size);
    if (isKnown || !this.shared.isShared) this.settle(userId, person);
    else void this.enterAsElsewhere(userId, person, socketId);
  }

  leave(userId: string, socketId: string): void {
    const person = this.people.get(userId);
    if (!person?.sockets.delete(socketId)) return;
    if (person.sockets.size > 0) this.settle(userId, person);
    else person.leaving = setTimeout(() => this.goOffline(userId), this.graceMs).unref();
  }

  setIdle(userId: string, socketId: string, isIdle: boolean): void {
    const person = this.people.get(userId);
    if (!person?.sockets.has(socketId)) return;
    person.sockets.set(socketId, isIdle);
    this.settle(userId, person);
  }

  /** Over all processes, as far as they are in reach. */
  async socketCountOf(userId: string): Promise<number> {
    const own = this.people.get(userId)?.sockets.size ?? 0;
    if (!this.shared.isShared) return own;
    const all = await this.shared.of([userId]).catch(() => null);
    return Math.max(own, all?.get(userId)?.sockets ?? 0);
  }

  async of(userIds: string[]): Promise<PresenceDto[]> {
    const states = await this.statesOf(userIds);
    const offline = userIds.filter((id) => states.get(id) === 'offline');
    const lastSeen = offline.length > 0 ? await this.users.lastSeenOf(offline) : new Map<string, Date | null>();
    return userIds.map((userId) => ({
      userId,
      state: states.get(userId) ?? 'offline',
      lastSeenAt: lastSeen.get(userId)?.toISOString() ?? null,
    }));
  }

  onModuleDestroy(): void {
    clearInterval(this.repeating);
    for (const timer of this.mourning) clearTimeout(timer);
    for (const { leaving } of this.people.values()) if (leaving) clearTimeout(leaving);
  }

  private settle(userId: string, person: Person): void {
    const state = [...person.sockets.values()].every((isIdle) => isIdle) ? 'idle' : 'online';
    const before = person.state;
    person.state = state;
    if (this.shared.isShared) this.put(userId, { state, sockets: person.sockets.size });
    else if (state !== before) this.tell(userId, state, null);
  }

  private goOffline(userId: string): void {
    const at = new Date();
    this.people.delete(userId);
    metrics.usersOnline.set(this.people.size);
    if (this.shared.isShared) this.put(userId, null, at);
    else this.tell(userId, 'offline', at);
  }

  /** Tells the watchers when it changes what the person is over all processes. */
  private put(userId: string, own: Parameters<SharedPresence['put']>[1], leftAt: Date | null = null): void {
    this.telling
      .run(userId, async () => {
        const { before, after } = await this.shared.put(userId, own);
        if (after !== before) this.tell(userId, after, after === 'offline' ? (leftAt ?? new Date()) : null);
      })
      .catch((err: unknown) => {
        log.debug({ err, userId }, 'presence not shared');
        this.tell(userId, own?.state ?? 'offline', own ? null : leftAt);
      });
  }

  private tell(userId: string, state: PresenceState, leftAt: Date | null): void {
    this.broadcaster.toPresenceWatchers(userId, { userId, state, lastSeenAt: leftAt?.toISOString() ?? null });
    for (const listener of this.listeners) listener(userId);
    if (!leftAt) return;
    this.users.saveLastSeen(userId, leftAt).catch((err: unknown) => log.warn({ err, userId }, 'last seen not stored'));
  }

  private async statesOf(userIds: string[]): Promise<Map<string, PresenceState>> {
    const own = new Map(userIds.map((id) => [id, this.people.get(id)?.state ?? ('offline' as const)]));
    if (!this.shared.isShared) return own;
    try {
      const all = await this.shared.of(userIds);
      // In the grace a person counts as there, also between two processes.
      return new Map(userIds.map((id) => [id, all.get(id)?.state ?? 'offline']));
    } catch (err) {
      log.debug({ err }, 'presence of this process only');
      return own;
    }
  }

  /** The first socket on this process of somebody who may be idle on another one. Never rejects. */
  private async enterAsElsewhere(userId: string, person: Person, socketId: string): Promise<void> {
    const all = await this.shared.of([userId]).catch(() => null);
    if (all?.get(userId)?.state === 'idle' && person.sockets.has(socketId)) person.sockets.set(socketId, true);
    if (person.sockets.size > 0) this.settle(userId, person);
  }

  private sayAllAgain(): void {
    for (const [userId, { state, sockets }] of this.people) {
      if (state !== 'offline' && sockets.size > 0) this.put(userId, { state, sockets: sockets.size });
    }
  }

  /** Who was only on a process that is gone is offline, unless back by then: whoever is watched here is looked at again. */
  private mourn(): void {
    const timer = setTimeout(() => {
      this.mourning.delete(timer);
      void this.lookAgain();
    }, this.graceMs).unref();
    this.mourning.add(timer);
  }

  private async lookAgain(): Promise<void> {
    try {
      for (const presence of await this.of(this.broadcaster.watchedHere())) {
        this.broadcaster.toOwnPresenceWatchers(presence.userId, presence);
      }
    } catch (err) {
      log.warn({ err }, 'presence not looked at again');
    }
  }
}
