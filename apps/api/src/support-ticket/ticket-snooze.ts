import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { HOUSE } from '../auth/actor';
import { AppError } from '../common/app-error';
import { toObjectId } from '../common/object-id';
import { JobService } from '../job/job.service';
import { NotificationService } from '../notification/notification.service';
import { SupportTicket } from './support-ticket.schema';
import { TicketAnnouncer } from './ticket-announcer';
import { type TicketChange, toSnooze } from './ticket-change';
import { TicketWriter } from './ticket-writer';

const JOB = 'ticket-snooze';
const SNOOZE_MAX_MS = 90 * 86_400_000;

/** Snoozed tickets come back by a durable job, and whoever has one is told. */
@Injectable()
export class TicketSnooze implements OnModuleInit {
  constructor(
    @InjectModel(SupportTicket.name) private readonly tickets: Model<SupportTicket>,
    private readonly writer: TicketWriter,
    private readonly announcer: TicketAnnouncer,
    private readonly jobs: JobService,
    private readonly notifications: NotificationService,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(JOB, ({ data }) => this.wake(String(data.ticketId), Number(data.until)));
  }

  /** Before the ticket is written, so that no snoozed ticket is without the job that brings it back; a job without a snooze does nothing. */
  async prepare(ticket: SupportTicket, changes: readonly TicketChange[]): Promise<void> {
    const until = changes.findLast(({ field }) => field === 'snooze')?.set.snoozedUntil;
    if (!until) return;
    const ticketId = ticket._id.toHexString();
    const data = { ticketId, until: until.getTime() };
    await this.jobs.schedule({ kind: JOB, key: `${ticketId}:${until.getTime()}`, runAt: until, data });
  }

  /** Does nothing when it was brought back, or snoozed for longer, meanwhile. */
  private async wake(ticketId: string, until: number): Promise<void> {
    let ticket = await this.tickets.findById(toObjectId(ticketId)).lean<SupportTicket>().exec();
    if (ticket?.snoozedUntil?.getTime() === until) {
      ticket = await this.writer.apply(HOUSE, ticket, [toSnooze(ticket, null)]);
      await this.announcer.announce(HOUSE, ticket);
    }
    // Asked of what is stored, so that a repeat after a crash between the two tells it as well.
    if (ticket && wokeByItself(ticket, until)) await this.ring(ticket, until);
  }

  private async ring(ticket: SupportTicket, until: number): Promise<void> {
    const assigneeId = ticket.assigneeId?.toHexString();
    if (!assigneeId) return;
    const ticketId = ticket._id.toHexString();
    await this.notifications.ring(assigneeId, {
      type: 'ticket',
      groupKey: `snooze:${ticketId}`,
      seq: until,
      title: ticket.subject,
      text: '',
      data: { ticketId, chatId: ticket.chatId.toHexString(), desk: 'woken' },
    });
  }
}

function wokeByItself({ history }: SupportTicket, until: number): boolean {
  const from = new Date(until).toISOString();
  return history.some((entry) => entry.field === 'snooze' && entry.from === from && entry.actorId === null);
}

/** Throws VALIDATION unless the moment is ahead, and not too far. */
export function snoozeUntil(text: string | null): Date | null {
  if (text === null) return null;
  const at = Date.parse(text);
  if (at > Date.now() && at <= Date.now() + SNOOZE_MAX_MS) return new Date(at);
  throw new AppError('VALIDATION', 'The ticket cannot be snoozed until then.', {
    fields: { snoozedUntil: 'must be ahead, by at most 90 days' },
  });
}
