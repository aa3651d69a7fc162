import type {
  ChatContextDto,
  ChatContextInput,
  EscalateChatInput,
  EvidenceDto,
  EvidenceEntryDto,
  SupportTicketDto,
} from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '../auth/actor';
import { ChatService } from '../chat/chat.service';
import { AppError, forbidden } from '../common/app-error';
import { Cursors } from '../common/cursor';
import { toObjectId } from '../common/object-id';
import type { PageQueryDto } from '../common/page.dto';
import { cutText } from '../common/text.rule';
import { SupportTicket } from '../support-ticket/support-ticket.schema';
import { SupportTicketService } from '../support-ticket/support-ticket.service';
import { TicketAccess } from '../support-ticket/ticket-access';
import { TicketAnnouncer } from '../support-ticket/ticket-announcer';
import { EvidenceFreezer } from './evidence-freezer';
import { EvidenceReader } from './evidence-reader';

const SUBJECT_MAX = 80;

/** From a chat to the desk: a ticket that carries what was said, as it was when it was asked for. */
@Injectable()
export class EvidenceService {
  constructor(
    @InjectModel(SupportTicket.name) private readonly ticketRows: Model<SupportTicket>,
    private readonly chats: ChatService,
    private readonly tickets: SupportTicketService,
    private readonly access: TicketAccess,
    private readonly announcer: TicketAnnouncer,
    private readonly freezer: EvidenceFreezer,
    private readonly reader: EvidenceReader,
    private readonly cursors: Cursors,
  ) {}

  /** The same clientMsgId asks once; its repeat completes what a crash left undone. The other side is not told. */
  async escalate(actor: Actor, chatId: string, input: EscalateChatInput): Promise<SupportTicketDto> {
    const { type } = await this.chats.requireAccess(actor, chatId);
    if (type === 'support') throw new AppError('VALIDATION', 'This conversation is with support already.');
    const { context } = await this.chats.get(actor, chatId);
    const { reason, category, clientMsgId } = input;
    const ticket = await this.tickets.create(actor, {
      subject: cutText(reason.trim().split('\n', 1)[0] ?? reason, SUBJECT_MAX),
      description: reason,
      category,
      clientMsgId,
      ...(context && { context: toContextInput(context) }),
    });
    await this.chats.lock(chatId);
    await this.freezer.freeze(actor, ticket.id, chatId);
    return this.mark(actor, ticket.id);
  }

  /** A page of the entries, with whether the whole chain fits. */
  async page(actor: Actor, ticketId: string, { cursor, limit }: PageQueryDto): Promise<EvidenceDto> {
    const evidence = await this.reader.require(await this.access.require(actor, ticketId));
    const list = `evidence:${ticketId}`;
    const from = cursor ? Number(this.cursors.read(list, actor.id, cursor)[0]) : 0;
    const to = from + limit;
    const nextCursor = to < evidence.count ? this.cursors.write(list, actor.id, [to]) : null;
    return {
      ...(await this.reader.describe(evidence)),
      entries: await this.reader.entries(evidence, from, to),
      nextCursor,
    };
  }

  async whole(actor: Actor, ticketId: string): Promise<{ name: string; evidence: EvidenceDto }> {
    const ticket = await this.access.require(actor, ticketId);
    const evidence = await this.reader.require(ticket);
    const entries: EvidenceEntryDto[] = await this.reader.entries(evidence, 0, evidence.count);
    return {
      name: `evidence-${ticket.number}.json`,
      evidence: { ...(await this.reader.describe(evidence)), entries, nextCursor: null },
    };
  }

  private async mark(actor: Actor, ticketId: string): Promise<SupportTicketDto> {
    const marked = await this.ticketRows
      .findOneAndUpdate(
        { _id: toObjectId(ticketId), hasEvidence: { $ne: true } },
        { $set: { hasEvidence: true, updatedAt: new Date() } },
        { returnDocument: 'after' },
      )
      .lean<SupportTicket>()
      .exec();
    if (marked) return this.announcer.announce(actor, marked);
    const ticket = await this.access.require(actor, ticketId);
    if (!ticket.hasEvidence) throw forbidden();
    return this.announcer.present(actor, ticket);
  }
}

/** As the card stands in the chat; null means "left out" to the input. */
function toContextInput({ type, id, title, imageUrl, url, price, status }: ChatContextDto): ChatContextInput {
  return {
    type,
    id,
    title,
    ...(imageUrl && { imageUrl }),
    ...(url && { url }),
    ...(price && { price }),
    ...(status && { status }),
  };
}
