import {
  type ChatContextDto,
  type Locale,
  TICKET_PRIORITIES,
  TICKET_STATES,
  type TicketCategory,
  type TicketHistoryDto,
  type TicketPriority,
  type TicketState,
} from '@app/contracts';
import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { ObjectId } from '../common/object-id';
import type { SlaPolicy } from '../sla/sla-clock';
import { withTicketIndexes } from './ticket-index';

export interface StoredTicketEntry {
  at: Date;
  actorId: ObjectId | null;
  field: TicketHistoryDto['field'];
  from: string | null;
  to: string | null;
}

/** What was promised from a moment on, as it was then. */
export interface StoredPromise {
  at: Date;
  policy: SlaPolicy;
}

/** The turn changed hands: the desk answered, or the customer wrote again. */
export interface StoredTurn {
  at: Date;
  isReply: boolean;
}

/** Another ticket, by what a reader of either side is shown of it. */
export interface StoredTicketRef {
  ticketId: ObjectId;
  number: number;
}

export interface StoredMerge extends StoredTicketRef {
  chatId: ObjectId;
  at: Date;
  /** Notes on it, which the surviving ticket shows too; a closed ticket gets no more. */
  noteCount: number;
  /** The surviving ticket shows the frozen copy, too. */
  hasEvidence?: boolean;
}

export interface StoredEscalation {
  at: Date;
  /** Null: by itself. */
  byId: ObjectId | null;
  reason: string;
}

export interface StoredRating {
  askedAt: Date;
  score: number | null;
  comment: string | null;
}

/** What support works on. Its conversation is a chat; the ticket owns state, assignment and history. */
@Schema({ collection: 'supporttickets', versionKey: false })
export class SupportTicket {
  _id!: ObjectId;

  @Prop({ type: Number, required: true })
  number!: number;

  @Prop({ type: 'ObjectId', required: true })
  requesterId!: ObjectId;

  /** The id its requester's client made, so that a repeated request opens one ticket. */
  @Prop({ type: String, required: true })
  clientMsgId!: string;

  @Prop({ type: 'ObjectId', required: true })
  chatId!: ObjectId;

  @Prop({ type: String, required: true })
  subject!: string;

  @Prop({ type: String, required: true })
  category!: TicketCategory;

  @Prop({ type: String, enum: TICKET_PRIORITIES, required: true })
  priority!: TicketPriority;

  @Prop({ type: String, enum: TICKET_STATES, required: true })
  state!: TicketState;

  @Prop({ type: 'ObjectId', default: null })
  assigneeId!: ObjectId | null;

  @Prop({ type: Boolean, required: true })
  isAwaitingReply!: boolean;

  /** The newest message that moved the ticket; a repeat of it moves nothing. */
  @Prop({ type: Number, default: 0 })
  lastMessageSeq!: number;

  @Prop({ type: [Object], default: [] })
  history!: StoredTicketEntry[];

  /** The first one was made with the ticket, one more whenever priority or category changed. */
  @Prop({ type: [Object], default: undefined })
  slaPolicies?: StoredPromise[];

  /** Oldest first. */
  @Prop({ type: [Object], default: undefined })
  slaTurns?: StoredTurn[];

  /** When the next promise is used up; worked out from the history, kept for the order of the queue. */
  @Prop({ type: Date, default: null })
  slaDueAt?: Date | null;

  /** From here to `archivedAt`: absent or null on tickets that never had it, those of before these fields included. */
  @Prop({ type: Object, default: undefined })
  context?: ChatContextDto | null;

  @Prop({ type: [String], default: undefined })
  tags?: string[];

  @Prop({ type: String, default: undefined })
  language?: Locale;

  @Prop({ type: Boolean, default: undefined })
  isGuest?: boolean;

  @Prop({ type: Date, default: null })
  snoozedUntil?: Date | null;

  @Prop({ type: Object, default: null })
  escalation?: StoredEscalation | null;

  @Prop({ type: [Object], default: undefined })
  links?: StoredTicketRef[];

  @Prop({ type: Object, default: null })
  followUpOf?: StoredTicketRef | null;

  @Prop({ type: Object, default: null })
  mergedInto?: StoredTicketRef | null;

  @Prop({ type: [Object], default: undefined })
  merged?: StoredMerge[];

  @Prop({ type: Number, default: undefined })
  noteCount?: number;

  @Prop({ type: Boolean, default: undefined })
  hasEvidence?: boolean;

  @Prop({ type: Object, default: null })
  rating?: StoredRating | null;

  @Prop({ type: Date, default: null })
  solvedAt?: Date | null;

  @Prop({ type: Date, default: null })
  closedAt?: Date | null;

  /** Taken out of the queue by the retention policy; nothing of it is gone. */
  @Prop({ type: Date, default: null })
  archivedAt?: Date | null;

  @Prop({ type: Date, required: true })
  createdAt!: Date;

  @Prop({ type: Date, required: true })
  updatedAt!: Date;
}

export const SupportTicketSchema = withTicketIndexes(SchemaFactory.createForClass(SupportTicket));
