import type { SlaTarget } from '@app/contracts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { toObjectId } from '../common/object-id';
import { JobService } from '../job/job.service';
import { NotificationService } from '../notification/notification.service';
import { SupportTicket } from './support-ticket.schema';
import { TicketAnnouncer } from './ticket-announcer';
import { isDone, momentsAhead, nextDueAt, type SlaMoment, slaOf } from './ticket-sla';

const JOB = 'sla-moment';
/** Clocks are exact; a job a moment early would find nothing. */
const AFTER_MS = 50;

/** Told when a promise was missed; told again when the process died meanwhile. */
export type MissListener = (ticket: SupportTicket, moment: SlaMoment) => Promise<void>;

/** Keeps the queue's order by what is due next, and speaks up when a promise is running out or has. */
@Injectable()
export class SlaWatch implements OnModuleInit {
  private readonly listeners: MissListener[] = [];

  constructor(
    @InjectModel(SupportTicket.name) private readonly tickets: Model<SupportTicket>,
    private readonly jobs: JobService,
    private readonly notifications: NotificationService,
    private readonly announcer: TicketAnnouncer,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(JOB, ({ data }) => {
      // As `follow` has scheduled it.
      const moment = { target: data.target as SlaTarget, kind: data.kind as SlaMoment['kind'], at: Number(data.at) };
      return this.look(String(data.ticketId), moment);
    });
  }

  onMissed(listener: MissListener): void {
    this.listeners.push(listener);
  }

  /** After every change of a ticket. A job whose moment has moved on finds that out by itself. */
  async follow(ticket: SupportTicket): Promise<SupportTicket> {
    const slaDueAt = nextDueAt(ticket);
    const ticketId = ticket._id.toHexString();
    if (slaDueAt?.getTime() !== ticket.slaDueAt?.getTime()) {
      // A newer change writes its own.
      await this.tickets.updateOne({ _id: ticket._id, updatedAt: ticket.updatedAt }, { $set: { slaDueAt } });
    }
    for (const { target, kind, at } of momentsAhead(ticket)) {
      const key = `${ticketId}:${target}:${kind}:${at}`;
      await this.jobs.schedule({
        kind: JOB,
        key,
        runAt: new Date(at + AFTER_MS),
        data: { ticketId, target, kind, at },
      });
    }
    return { ...ticket, slaDueAt };
  }

  private async look(ticketId: string, moment: SlaMoment): Promise<void> {
    const ticket = await this.tickets.findById(toObjectId(ticketId)).lean<SupportTicket>().exec();
    if (!ticket || !isStill(ticket, moment)) return;
    await this.announcer.refresh(ticket);
    await this.ring(ticket, moment);
    if (moment.kind === 'missed') for (const listener of this.listeners) await listener(ticket, moment);
  }

  private async ring(ticket: SupportTicket, { target, kind, at }: SlaMoment): Promise<void> {
    const ticketId = ticket._id.toHexString();
    const assigneeId = ticket.assigneeId?.toHexString();
    if (!assigneeId) return;
    await this.notifications.ring(assigneeId, {
      type: 'ticket',
      groupKey: `sla:${ticketId}`,
      seq: at,
      title: ticket.subject,
      text: '',
      data: {
        ticketId,
        chatId: ticket.chatId.toHexString(),
        sla: { target, kind },
      },
    });
  }
}

/** Asked again when the moment has come: an answer or a pause may have come between. */
function isStill(ticket: SupportTicket, { target, kind, at }: SlaMoment): boolean {
  const clock = slaOf(ticket)[target];
  if (isDone(ticket) || !clock || clock.metAt !== null || clock.isPaused) return false;
  if (kind === 'missed') return clock.missedAt === at;
  return clock.missedAt === null && slaOf(ticket, at - 1)[target]?.warnAt === at;
}
