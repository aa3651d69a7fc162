import { ATTACHMENT_KINDS, type AttachmentKind } from '@app/contracts';
import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { ObjectId } from '../common/object-id';

/** The one send that carries an upload first: a repeat of it finds its own claim, any other send is refused. */
export interface AttachmentUse {
  chatId: ObjectId;
  senderId: ObjectId;
  clientMsgId: string;
  claimedAt: Date;
}

/** One stored file. Its row is there before its bytes are, so that the sweep can find whatever a crash left behind. */
@Schema({ collection: 'attachments', versionKey: false })
export class Attachment {
  _id!: ObjectId;

  @Prop({ type: 'ObjectId', required: true })
  ownerId!: ObjectId;

  @Prop({ type: String, required: true })
  uploadId!: string;

  /** Tells a repeated upload (same bytes, same fields) from a reused id. */
  @Prop({ type: String, required: true })
  bodyHash!: string;

  /** Random name of the bytes in the file store; nothing of it comes from outside. */
  @Prop({ type: String, required: true })
  fileKey!: string;

  @Prop({ type: String, default: null })
  thumbnailKey!: string | null;

  @Prop({ type: String, enum: ATTACHMENT_KINDS, required: true })
  kind!: AttachmentKind;

  @Prop({ type: String, required: true })
  name!: string;

  @Prop({ type: String, required: true })
  mimeType!: string;

  @Prop({ type: Number, required: true })
  size!: number;

  @Prop({ type: Number, default: null })
  width!: number | null;

  @Prop({ type: Number, default: null })
  height!: number | null;

  @Prop({ type: String, default: null })
  placeholder!: string | null;

  @Prop({ type: Number, default: null })
  durationMs!: number | null;

  @Prop({ type: [Number], default: null })
  peaks!: number[] | null;

  /** Null while the bytes are on their way into the store. */
  @Prop({ type: Date, default: null })
  storedAt!: Date | null;

  @Prop({ type: Object, default: null })
  usedBy!: AttachmentUse | null;

  /** Every chat that a message with it was ever sent to. */
  @Prop({ type: ['ObjectId'], default: [] })
  chatIds!: ObjectId[];

  /** Those of them where no message carries it any more. */
  @Prop({ type: ['ObjectId'], default: [] })
  goneFrom!: ObjectId[];

  /** When the sweep has seen the message that it was claimed for. */
  @Prop({ type: Date, default: null })
  confirmedAt!: Date | null;

  @Prop({ type: Date, required: true })
  createdAt!: Date;
}

export const AttachmentSchema = SchemaFactory.createForClass(Attachment)
  .index({ ownerId: 1, uploadId: 1 }, { unique: true })
  .index({ ownerId: 1, createdAt: 1 })
  .index({ confirmedAt: 1, createdAt: 1 });
