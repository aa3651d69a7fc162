import type { PresenceDto, PresenceState } from '@app/contracts';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { log } from '../common/log';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import { metrics } from '../ops/metrics';
import { UserService } from '../user/user.service';
import { Broadcaster } from './broadcaster';

interface Person {
  /** Each socket of the person, and whether its tab is idle. */
  sockets: Map<string, boolean>;
  /** What the watchers were told last. */
  state: PresenceState;
  /** Set in the grace between the last socket and being offline. */
  leaving: NodeJS.Timeout | null;
}

/** Who is there: a set of sockets per person, offline only some time after the last one left. */
@Injectable()
export class Presence implements OnModuleDestroy {
  private readonly people = new Map<string, Person>();
  private readonly graceMs: number;

  constructor(
    private readonly users: UserService,
    private readonly broadcaster: Broadcaster,
    @Inject(CONFIG) config: Config,
  ) {
    this.graceMs = config.limits.presenceGraceMs;
  }

  /** A reconnect does not turn idle into online: the new socket starts as the person was. */
  enter(userId: string, socketId: string): void {
    const person = this.people.get(userId) ?? { sockets: new Map(), state: 'offline', leaving: null };
    if (person.leaving) clearTimeout(person.leaving);
    person.leaving = null;
    person.sockets.set(socketId, person.state === 'idle');
    this.people.set(userId, person);
    this.settle(userId, person);
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

  socketCountOf(userId: string): number {
    return this.people.get(userId)?.sockets.size ?? 0;
  }

  async of(userIds: string[]): Promise<PresenceDto[]> {
    const offline = userIds.filter((id) => !this.people.has(id));
    const lastSeen = offline.length > 0 ? await this.users.lastSeenOf(offline) : new Map<string, Date | null>();
    return userIds.map((userId) => ({
      userId,
      state: this.people.get(userId)?.state ?? 'offline',
      lastSeenAt: lastSeen.get(userId)?.toISOString() ?? null,
    }));
  }

  onModuleDestroy(): void {
    for (const { leaving } of this.people.values()) if (leaving) clearTimeout(leaving);
  }

  private settle(userId: string, person: Person): void {
    const state = [...person.sockets.values()].every((isIdle) => isIdle) ? 'idle' : 'online';
    metrics.usersOnline.set(this.people.size);
    if (state === person.state) return;
    person.state = state;
    this.broadcaster.toPresenceWatchers(userId, { userId, state, lastSeenAt: null });
  }

  private goOffline(userId: string): void {
    const at = new Date();
    this.people.delete(userId);
    metrics.usersOnline.set(this.people.size);
    this.broadcaster.toPresenceWatchers(userId, { userId, state: 'offline', lastSeenAt: at.toISOString() });
    this.users.saveLastSeen(userId, at).catch((err: unknown) => log.warn({ err, userId }, 'last seen not stored'));
  }
}
