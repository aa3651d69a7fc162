import type { TicketViewersDto, ViewTicketInput } from '@app/contracts';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { isStaff } from '../auth/actor';
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
  /** Gone unless it is said again in time: a tab that froze does not look any more. */
  timer: NodeJS.Timeout;
}

/** Who of the staff has which ticket on screen, so that two do not answer one customer. Never stored. */
@Injectable()
export class TicketViewers implements OnModuleDestroy {
  /** By socket: a person with two tabs may look at two tickets. */
  private readonly looks = new Map<string, Look>();
  private readonly staleMs: number;

  constructor(
    private readonly access: TicketAccess,
    private readonly users: UserService,
    private readonly broadcaster: Broadcaster,
    @Inject(CONFIG) config: Config,
  ) {
    this.staleMs = config.limits.focusStaleMs;
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
    const known = this.looks.get(socket.id);
    clearTimeout(known?.timer);
    const timer = setTimeout(() => this.leave(socket), this.staleMs).unref();
    this.looks.set(socket.id, { ticketId, userId: actor.id, isReplying, timer });
    const isNews = known?.ticketId !== ticketId || known.isReplying !== isReplying;
    if (isNews) await this.tell(ticketId);
    return null;
  }

  /** The socket looks at no ticket any more. */
  leave(socket: ParleySocket): void {
    const look = this.looks.get(socket.id);
    if (!look) return;
    clearTimeout(look.timer);
    this.looks.delete(socket.id);
    void socket.leave(room.ticket(look.ticketId));
    this.tell(look.ticketId).catch((err: unknown) => log.warn({ err }, 'those who look at a ticket were not told'));
  }

  onModuleDestroy(): void {
    for (const { timer } of this.looks.values()) clearTimeout(timer);
  }

  private async tell(ticketId: string): Promise<void> {
    const looks = [...this.looks.values()].filter((look) => look.ticketId === ticketId);
    if (looks.length === 0) return;
    const isReplying = new Map<string, boolean>();
    for (const look of looks) isReplying.set(look.userId, (isReplying.get(look.userId) ?? false) || look.isReplying);
    const people = await this.users.summariesOf(isReplying.keys());
    const viewers = [...people.values()].map((user) => ({ user, isReplying: isReplying.get(user.id) ?? false }));
    this.broadcaster.toTicketViewers(ticketId, { ticketId, viewers } satisfies TicketViewersDto);
  }
}
