import {
  type AttachmentDto,
  MESSAGE_TYPES,
  type MentionDto,
  type MessageGistDto,
  type MessageType,
  type OfferAnswerDto,
  type OfferDto,
  type SystemEventDto,
} from '@app/contracts';
import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { Binary } from 'mongodb';
import type { ObjectId } from '../common/object-id';

export interface StoredQuote {
  messageId: ObjectId;
  seq: number;
  senderId: ObjectId | null;
  text: string;
  /** Quotes of before attachments have none: they quote text. */
  gist?: MessageGistDto;
  imageId?: string | null;
}

/** Who reacted with one emoji, in the order in which they did. */
export interface StoredReaction {
  emoji: string;
  userIds: ObjectId[];
}

/** What the message said until then; for moderators. */
export interface StoredVersion {
  text: string;
  replacedAt: Date;
  replacedBy: ObjectId;
  /** Names the edit that replaced it. */
  changeId?: string;
}

/** One row a message. Its insert is the commit point: what is here was said, in the order of seq. */
@Schema({ collection: 'messages', versionKey: false })
export class Message {
  _id!: ObjectId;

  @Prop({ type: 'ObjectId', required: true })
  chatId!: ObjectId;

  /** The order inside the chat; never changes. */
  @Prop({ type: Number, required: true })
  seq!: number;

  /** The sync number inside the chat; renewed by every change of this row. */
  @Prop({ type: Number, required: true })
  rev!: number;

  /** Null on system messages. */
  @Prop({ type: 'ObjectId', default: null })
  senderId!: ObjectId | null;

  @Prop({ type: String, required: true })
  clientMsgId!: string;

  /** Tells a retry (same body) from a reused id (other body). */
  @Prop({ type: String, required: true })
  bodyHash!: string;

  @Prop({ type: String, enum: MESSAGE_TYPES, required: true })
  type!: MessageType;

  @Prop({ type: String, default: '' })
  text!: string;

  /** Messages without any have no field. */
  @Prop({ type: [Object], default: undefined })
  mentions?: MentionDto[];

  @Prop({ type: Object, default: null })
  system!: SystemEventDto | null;

  @Prop({ type: Object, default: null })
  replyTo!: StoredQuote | null;

  /** A copy: what was sent does not change. Messages without any have no field. */
  @Prop({ type: [Object], default: undefined })
  attachments?: AttachmentDto[];

  /** A copy of the offer that this message made, written again whenever the offer changes. */
  @Prop({ type: Object, default: undefined })
  offer?: OfferDto;

  @Prop({ type: Object, default: undefined })
  offerAnswer?: OfferAnswerDto;

  /** In the order in which the kinds were first used. Rows of before reactions have none. */
  @Prop({ type: [Object], default: undefined })
  reactions?: StoredReaction[];

  @Prop({ type: Boolean, default: undefined })
  isForwarded?: boolean;

  /** The last revs that it had, this one included: an index keeps them from being given again. Absent on rows of before. */
  @Prop({ type: [Number], default: undefined })
  heldRevs?: number[];

  /** Folded words of the text, for search. Rows of before search get theirs in the background. */
  @Prop({ type: [String], default: undefined })
  terms?: string[];

  /** The part of its chat that the index of words finds it in; see shelfOf. */
  @Prop({ type: Object, default: undefined })
  shelf?: Binary;

  /** Oldest first. */
  @Prop({ type: [Object], default: undefined })
  history?: StoredVersion[];

  @Prop({ type: Date, default: null })
  editedAt!: Date | null;

  @Prop({ type: Date, default: null })
  deletedAt!: Date | null;

  @Prop({ type: Date, required: true })
  createdAt!: Date;
}

/** What readers never see of a row need not travel. */
export const PUBLIC_FIELDS = { heldRevs: 0, terms: 0, shelf: 0, history: 0 } as const;

export const MessageSchema = SchemaFactory.createForClass(Message)
  .index({ chatId: 1, seq: 1 }, { unique: true })
  .index({ chatId: 1, rev: 1 }, { unique: true })
  // A rev that a change left is free above. Who was held up and knows an old head would take it, below what readers have seen.
  .index({ chatId: 1, heldRevs: 1 }, { unique: true, partialFilterExpression: { heldRevs: { $exists: true } } })
  .index({ chatId: 1, senderId: 1, clientMsgId: 1 }, { unique: true })
  .index({ shelf: 1, terms: 1 })
  // Finds the replies whose copy must go when the quoted message is deleted; only replies pay for it.
  .index({ chatId: 1, 'replyTo.messageId': 1 }, { partialFilterExpression: { 'replyTo.messageId': { $exists: true } } })
  // Finds what a bell's row of mentions shows and counts; only messages with mentions pay for it.
  .index(
    { chatId: 1, 'mentions.userId': 1, seq: 1 },
    { partialFilterExpression: { 'mentions.userId': { $exists: true } } },
  )
  // Finds who else carries the files of a deleted message; only messages with files pay for it.
  .index({ chatId: 1, 'attachments.id': 1 }, { partialFilterExpression: { 'attachments.id': { $exists: true } } });
