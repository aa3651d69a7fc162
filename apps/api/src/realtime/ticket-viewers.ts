import type { TicketViewersDto, ViewTicketInput } from '@app/contracts';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { isStaff } from '../auth/actor';
import { type BusTopics, Cluster } from '../cluster/cluster';
import { forbidden } from '../common/app-error';
import { log } from '../common/log';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import { TicketAccess } from '../support-ticket/ticket-access';
import { UserService } from '../user/user.service';
import { Broadcaster } from './broadcaster';
import { room } from './room';
import type { ParleySocket } from './socket-data';

interface Look {
  ticketId: string;
  userId: string;
  isReplying: boolean;
  /** Gone unless it is said again in time: a tab that froze does not look any more, nor does one of a process that is gone. */
  timer: NodeJS.Timeout;
}

/**
 * Who of the staff has which ticket on screen, so that two do not answer one customer. Never stored: each process tells the others what
 * its sockets look at, knows all of it by that, and tells its own. While Redis is away each goes by its own, as the others' grow stale.
 */
@Injectable()
export class TicketViewers implements OnModuleDestroy {
  /** By socket, of all processes: a person with two tabs may look at two tickets. */
  private readonly looks = new Map<string, Look>();
  private readonly staleMs: number;

  constructor(
    private readonly access: TicketAccess,
    private readonly users: UserService,
    private readonly broadcaster: Broadcaster,
    private readonly cluster: Cluster,
    @Inject(CONFIG) config: Config,
  ) {
    this.staleMs = config.limits.focusStaleMs;
    cluster.on('ticketLook', (look) => this.take(look));
  }

  async view(socket: ParleySocket, { ticketId, isReplying }: ViewTicketInput): Promise<null> {
    const { actor } = socket.data;
    if (!isStaff(actor)) throw forbidden();
    const before = this.looks.get(socket.id);
    if (ticketId === null || before?.ticketId !== ticketId) this.leave(socket);
    if (ticketId === null) return null;
    // A look that goes on is known to be allowed.
    if (before?.ticketId !== ticketId) await this.access.require(actor, ticketId);
    // What is kept for a socket that left meanwhile would never be dropped again.
    if (!socket.connected) return null;
    await socket.join(room.ticket(ticketId));
    const look = { socketId: socket.id, userId: actor.id, ticketId, isReplying };
    // Also when it is no news: a process that has just started has not heard of it.
    this.cluster.publish('ticketLook', look);
    this.take(look, () => this.leave(socket));
    return null;
  }

  /** The socket looks at no ticket any more. */
  leave(socket: ParleySocket): void {
    const look = this.looks.get(socket.id);
    if (!look) return;
    void socket.leave(room.ticket(look.ticketId));
    this.cluster.publish('ticketLook', { socketId: socket.id, userId: look.userId, ticketId: null, isReplying: false });
    this.drop(socket.id);
  }

  onModuleDestroy(): void {
    for (const { timer } of this.looks.values()) clearTimeout(timer);
  }

  private take(
    { socketId, userId, ticketId, isReplying }: BusTopics['ticketLook'],
    end = () => this.drop(socketId),
  ): void {
    const before = this.looks.get(socketId);
    if (before && before.ticketId !== ticketId) this.drop(socketId);
    if (ticketId === null) return;
    clearTimeout(before?.timer);
    this.looks.set(socketId, { ticketId, userId, isReplying, timer: setTimeout(end, this.staleMs).unref() });
    if (before?.ticketId !== ticketId || before.isReplying !== isReplying) this.tell(ticketId);
  }

  private drop(socketId: string): void {
    const look = this.looks.get(socketId);
    if (!look) return;
    clearTimeout(look.timer);
    this.looks.delete(socketId);
    this.tell(look.ticketId);
  }

  private tell(ticketId: string): void {
    this.tellOwn(ticketId).catch((err: unknown) => log.warn({ err }, 'those who look at a ticket were not told'));
  }

  private async tellOwn(ticketId: string): Promise<void> {
    const people = await this.users.summariesOf(new Set(this.looksAt(ticketId).map(({ userId }) => userId)));
    // As it is by now: another look may have come or gone meanwhile, and the last to be told is what stays.
    const isReplying = new Map<string, boolean>();
    for (const look of this.looksAt(ticketId)) {
      isReplying.set(look.userId, (isReplying.get(look.userId) ?? false) || look.isReplying);
    }
    const viewers = [...isReplying].flatMap(([id, replies]) => {
      const user = people.get(id);
      return user ? [{ user, isReplying: replies }] : [];
    });
    this.broadcaster.toOwnTicketViewers(ticketId, { ticketId, viewers } satisfies TicketViewersDto);
  }

  private looksAt(ticketId: string): Look[] {
    return [...this.looks.values()].filter((look) => look.ticketId === ticketId);
  }
}
