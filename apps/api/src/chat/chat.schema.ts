import {
  CHAT_TYPES,
  type ChatType,
  CONTEXT_TYPES,
  type ContextType,
  type MemberRole,
  type MessageGistDto,
  type SystemEventDto,
} from '@app/contracts';
import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { ObjectId } from '../common/object-id';

@Schema({ _id: false, versionKey: false })
export class ChatMember {
  @Prop({ type: 'ObjectId', required: true })
  userId!: ObjectId;

  @Prop({ type: Date, required: true })
  joinedAt!: Date;

  /** The truth behind unread: everything up to here is read. Moves forward only. */
  @Prop({ type: Number, default: 0 })
  lastReadSeq!: number;

  @Prop({ type: Number, default: 0 })
  lastDeliveredSeq!: number;

  /** The owner is named by the chat. */
  @Prop({ type: String, enum: ['admin', 'member'], default: 'member' })
  role!: Exclude<MemberRole, 'owner'>;

  /** Raised by every change of the flags below; part of the infoRev that this member sees. */
  @Prop({ type: Number, default: 0 })
  flagsRev!: number;

  @Prop({ type: Date, default: null })
  pinnedAt!: Date | null;

  @Prop({ type: Date, default: null })
  mutedUntil!: Date | null;

  @Prop({ type: Date, default: null })
  archivedAt!: Date | null;

  /** The last message of a person when it was archived. One above it takes the chat out again, without a write. */
  @Prop({ type: Number, default: 0 })
  archivedSeq!: number;

  /** Direct chats: this member has blocked the other one. */
  @Prop({ type: Boolean, default: undefined })
  hasBlocked?: boolean;

  /** lastReadSeq when it was marked unread by hand: reading on ends it, without a write. */
  @Prop({ type: Number, default: null })
  markedUnreadSeq!: number | null;
}

@Schema({ _id: false, versionKey: false })
export class ChatContext {
  @Prop({ type: String, enum: CONTEXT_TYPES, required: true })
  type!: ContextType;

  @Prop({ type: String, required: true })
  id!: string;

  @Prop({ type: String, required: true })
  title!: string;

  @Prop({ type: String, default: null })
  imageUrl!: string | null;

  @Prop({ type: String, default: null })
  url!: string | null;

  @Prop({ type: Object, default: null })
  price!: { amount: number; currency: string } | null;

  @Prop({ type: String, default: null })
  status!: string | null;
}

/** What the list shows of the newest message; repaired from the message itself when a crash left it behind. */
export interface StoredPreview {
  messageId: ObjectId;
  seq: number;
  /** The state of the message that this shows; previews of before edits have none. */
  rev?: number;
  senderId: ObjectId | null;
  text: string;
  system: SystemEventDto | null;
  /** Previews of before attachments have none: they show text. */
  gist?: MessageGistDto;
  isDeleted?: boolean;
  createdAt: Date;
}

/** The newest message that is not a system line. seq comes first: `$max` compares documents field by field. */
export interface StoredLastHuman {
  seq: number;
  senderId: ObjectId;
}

@Schema({ collection: 'chats', versionKey: false })
export class Chat {
  _id!: ObjectId;

  @Prop({ type: String, enum: CHAT_TYPES, required: true })
  type!: ChatType;

  /** Makes get-or-create exact: the sorted pair and the context, the ticket, the customer, or the group. */
  @Prop({ type: String, required: true })
  key!: string;

  @Prop({ type: String, default: null })
  title!: string | null;

  @Prop({ type: ChatContext, default: null })
  context!: ChatContext | null;

  @Prop({ type: [ChatMember], required: true })
  members!: ChatMember[];

  @Prop({ type: 'ObjectId', required: true })
  createdBy!: ObjectId;

  /** Of a group. One field, so that there is one owner, and leaving and handing over are one write. */
  @Prop({ type: 'ObjectId', default: null })
  ownerId!: ObjectId | null;

  @Prop({ type: Number, default: 0 })
  headSeq!: number;

  @Prop({ type: Number, default: 0 })
  headRev!: number;

  /** Raised by every change of this document that is neither a message, a receipt nor a member's own flag. */
  @Prop({ type: Number, default: 0 })
  infoRev!: number;

  /** Numbers up to these were given to messages that are gone, and are never given again. */
  @Prop({ type: Number, default: 0 })
  floorSeq!: number;

  @Prop({ type: Number, default: 0 })
  floorRev!: number;

  /** Up to here it was taken as evidence; chats that never were have none. */
  @Prop({ type: Number, default: undefined })
  lockedSeq?: number;

  @Prop({ type: Object, default: null })
  lastMessage!: StoredPreview | null;

  @Prop({ type: Object, default: null })
  lastHuman!: StoredLastHuman | null;

  @Prop({ type: Date, required: true })
  lastActivityAt!: Date;

  @Prop({ type: 'ObjectId', default: null })
  ticketId!: ObjectId | null;

  @Prop({ type: String, enum: ['open', 'closed'], default: 'open' })
  state!: 'open' | 'closed';

  @Prop({ type: Date, required: true })
  createdAt!: Date;
}

export const ChatSchema = SchemaFactory.createForClass(Chat)
  .index({ key: 1 }, { unique: true })
  .index({ 'members.userId': 1, lastActivityAt: -1, _id: -1 })
  .index({ 'members.userId': 1, 'members.pinnedAt': 1 })
  .index({ 'context.type': 1, 'context.id': 1 }, { partialFilterExpression: { 'context.id': { $exists: true } } })
  // The standing chats of people with the staff, for the desk.
  .index({ type: 1, ticketId: 1, lastActivityAt: -1, _id: -1 });
