import type { CreateNoteInput, Page, TicketNoteDto, UserDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '../auth/actor';
import { AppError } from '../common/app-error';
import { Cursors } from '../common/cursor';
import { belowPosition } from '../common/keyset';
import { isDuplicateKey } from '../common/mongo-error';
import { newObjectId, toObjectId } from '../common/object-id';
import type { PageQueryDto } from '../common/page.dto';
import { Broadcaster } from '../realtime/broadcaster';
import { UserService } from '../user/user.service';
import { SupportTicket } from './support-ticket.schema';
import { TicketAccess } from './ticket-access';
import { TicketAnnouncer } from './ticket-announcer';
import { TicketNote } from './ticket-note.schema';

const CURSOR = 'ticket-notes';

/** Internal notes. Whoever calls has made sure that the actor is staff; they are shown and announced to nobody else. */
@Injectable()
export class TicketNotes {
  constructor(
    @InjectModel(TicketNote.name) private readonly notes: Model<TicketNote>,
    @InjectModel(SupportTicket.name) private readonly tickets: Model<SupportTicket>,
    private readonly access: TicketAccess,
    private readonly announcer: TicketAnnouncer,
    private readonly broadcaster: Broadcaster,
    private readonly users: UserService,
    private readonly cursors: Cursors,
  ) {}

  /** Newest first, with those of the tickets that were merged into this one. */
  async list(actor: Actor, ticketId: string, { cursor, limit }: PageQueryDto): Promise<Page<TicketNoteDto>> {
    const ticket = await this.access.require(actor, ticketId);
    const list = `${CURSOR}:${ticketId}`;
    const start = cursor ? this.cursors.read(list, actor.id, cursor) : null;
    const ticketIds = [ticket._id, ...(ticket.merged ?? []).map((merged) => merged.ticketId)];
    const rows = await this.notes
      .find({ $and: [{ ticketId: { $in: ticketIds } }, belowPosition('createdAt', start)] })
      .sort({ createdAt: -1, _id: -1 })
      .limit(limit + 1)
      .lean<TicketNote[]>()
      .exec();
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    const authors = await this.users.summariesOf(page.map(({ authorId }) => authorId.toHexString()));
    return {
      items: page.map((note) => toTicketNoteDto(note, authors)),
      nextCursor: last ? this.cursors.write(list, actor.id, [last.createdAt.getTime(), last._id.toHexString()]) : null,
    };
  }

  /** The same clientNoteId writes one note; with other words it is refused. */
  async add(actor: Actor, ticketId: string, input: CreateNoteInput): Promise<TicketNoteDto> {
    return this.write(actor, await this.access.requireOpen(actor, ticketId), input);
  }

  /** For callers who have seen to it that the ticket may have notes; it may have been closed together with this one. */
  async write(actor: Actor, ticket: SupportTicket, input: CreateNoteInput): Promise<TicketNoteDto> {
    const note = await this.insert(actor, ticket, input);
    const dto = toTicketNoteDto(note, await this.users.summariesOf([actor.id]));
    this.broadcaster.toStaff('ticketNote', dto);
    await this.recount(ticket);
    return dto;
  }

  private async insert(actor: Actor, ticket: SupportTicket, { text, clientNoteId }: CreateNoteInput) {
    const authorId = toObjectId(actor.id);
    const note = { _id: newObjectId(), ticketId: ticket._id, authorId, clientNoteId, text, createdAt: new Date() };
    try {
      await this.notes.collection.insertOne(note);
      return note;
    } catch (error) {
      const first = isDuplicateKey(error) && (await this.notes.findOne({ authorId, clientNoteId }).lean<TicketNote>());
      if (!first) throw error;
      if (first.text === text && first.ticketId.equals(ticket._id)) return first;
      throw new AppError('CLIENT_MSG_ID_REUSED', 'This clientNoteId belongs to another note.');
    }
  }

  /** Counted anew, and only ever upwards: right also after a crash, and when two are written at once. */
  private async recount({ _id }: SupportTicket): Promise<void> {
    const noteCount = await this.notes.countDocuments({ ticketId: _id });
    const ticket = await this.tickets
      .findOneAndUpdate({ _id }, { $max: { noteCount } }, { returnDocument: 'after' })
      .lean<SupportTicket>()
      .exec();
    // To the staff alone: the customer must not even see that something moved.
    if (ticket) await this.announcer.refresh(ticket);
  }
}

function toTicketNoteDto({ _id, ticketId, authorId, text, createdAt }: TicketNote, people: Map<string, UserDto>) {
  const id = authorId.toHexString();
  return {
    id: _id.toHexString(),
    ticketId: ticketId.toHexString(),
    author: people.get(id) ?? { id, name: '', avatarUrl: null, role: 'agent' as const },
    text,
    createdAt: createdAt.toISOString(),
  };
}
