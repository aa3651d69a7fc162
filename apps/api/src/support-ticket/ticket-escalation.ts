import type { EscalateTicketInput, SupportTicketDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { type Actor, HOUSE } from '../auth/actor';
import { AppError } from '../common/app-error';
import { log } from '../common/log';
import { toObjectId } from '../common/object-id';
import { NotificationService } from '../notification/notification.service';
import { UserService } from '../user/user.service';
import { UserDirectory } from '../user/user-directory';
import { SupportTicket } from './support-ticket.schema';
import { TicketAccess } from './ticket-access';
import { isAtWork, planOf, type TicketStep } from './ticket-plan';
import { TicketWork } from './ticket-work';

/** Leads are few; more of them than this are not looked at. */
const LEADS_MAX = 100;

/** Passing a ticket up: a lead has it, it is pressing, and the lead is told why. */
@Injectable()
export class TicketEscalations {
  constructor(
    @InjectModel(SupportTicket.name) private readonly tickets: Model<SupportTicket>,
    private readonly access: TicketAccess,
    private readonly work: TicketWork,
    private readonly notifications: NotificationService,
    private readonly users: UserService,
    private readonly directory: UserDirectory,
  ) {}

  async escalate(actor: Actor, ticketId: string, input: EscalateTicketInput): Promise<SupportTicketDto> {
    const ticket = await this.access.requireOpen(actor, ticketId);
    const escalated = await this.work.apply(actor, ticket, planOf(ticket, [await this.stepOf(actor, input)]));
    await this.follow(actor, ticketId);
    return escalated;
  }

  /** Names the lead. VALIDATION when the one asked for is no admin, CONFLICT when there is none at all. */
  async stepOf(actor: Actor, { reason, leadId }: EscalateTicketInput): Promise<TicketStep> {
    if (leadId !== undefined && (await this.users.summaryOf(leadId)).role !== 'admin') {
      throw new AppError('VALIDATION', 'Tickets are escalated to admins.', { fields: { leadId: 'is not an admin' } });
    }
    const lead = leadId ?? (await this.leastLoaded());
    if (!lead) throw new AppError('CONFLICT', 'There is no lead to escalate to.');
    return { kind: 'escalate', byId: actor.id, leadId: lead, reason };
  }

  /** By a rule of the desk: once, and not what somebody has passed up already. A repeat after a crash tells the lead. */
  async escalateByItself(ticket: SupportTicket): Promise<void> {
    if (ticket.escalation ? ticket.escalation.byId !== null : !isAtWork(ticket)) return;
    if (!ticket.escalation) {
      const leadId = await this.leastLoaded();
      if (!leadId) return log.warn({ ticketId: ticket._id }, 'a promise was missed, and there is no lead to tell');
      await this.work.apply(HOUSE, ticket, planOf(ticket, [{ kind: 'escalate', byId: null, leadId, reason: '' }]));
    }
    await this.follow(HOUSE, ticket._id.toHexString());
  }

  /** After the step was written: the lead's bell. A repeat of the same rings once. */
  async follow(actor: Actor, ticketId: string): Promise<void> {
    const ticket = await this.access.require(actor, ticketId);
    const leadId = ticket.history.findLast(({ field }) => field === 'escalation')?.to;
    if (!leadId || !ticket.escalation || leadId === actor.id) return;
    await this.notifications.ring(leadId, {
      type: 'ticket',
      groupKey: `escalation:${ticketId}`,
      seq: ticket.escalation.at.getTime(),
      title: ticket.subject,
      text: ticket.escalation.reason,
      data: { ticketId, chatId: ticket.chatId.toHexString(), desk: 'escalated' },
    });
  }

  private async leastLoaded(): Promise<string | undefined> {
    const ids = await this.directory.idsAfter({ role: 'admin' }, null, new Date(), LEADS_MAX);
    const loads = await Promise.all(
      ids.map(async (id) => ({
        id: id.toHexString(),
        load: await this.tickets.countDocuments({
          assigneeId: toObjectId(id.toHexString()),
          state: { $in: ['new', 'open'] },
        }),
      })),
    );
    return loads.sort((a, b) => a.load - b.load)[0]?.id;
  }
}
