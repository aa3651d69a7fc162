import {
  type AudienceDto,
  BROADCAST_STATES,
  type BroadcastState,
  type BroadcastTextDto,
  LOCALES,
  type Locale,
} from '@app/contracts';
import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { ObjectId } from '../common/object-id';

/** One document however many people get it: who they are is a predicate, asked when somebody opens the bell. */
@Schema({ collection: 'broadcasts', versionKey: false, minimize: false })
export class Broadcast {
  _id!: ObjectId;

  /** The id its composer made, so that a repeated request publishes once. */
  @Prop({ type: String, required: true })
  clientId!: string;

  @Prop({ type: String, required: true })
  bodyHash!: string;

  @Prop({ type: String, enum: BROADCAST_STATES, required: true })
  state!: BroadcastState;

  @Prop({ type: Object, required: true })
  variants!: Partial<Record<Locale, BroadcastTextDto>>;

  @Prop({ type: String, enum: LOCALES, required: true })
  defaultLocale!: Locale;

  @Prop({ type: Object, required: true })
  audience!: AudienceDto;

  @Prop({ type: Date, default: null })
  publishAt!: Date | null;

  @Prop({ type: Date, default: null })
  expiresAt!: Date | null;

  @Prop({ type: 'ObjectId', required: true })
  createdBy!: ObjectId;

  @Prop({ type: Date, required: true })
  createdAt!: Date;
}

export const BroadcastSchema = SchemaFactory.createForClass(Broadcast)
  .index({ clientId: 1 }, { unique: true })
  .index({ state: 1, publishAt: -1 });

/** Written only when somebody sees or reads a broadcast. */
@Schema({ collection: 'broadcastreceipts', versionKey: false })
export class BroadcastReceipt {
  _id!: ObjectId;

  @Prop({ type: 'ObjectId', required: true })
  userId!: ObjectId;

  @Prop({ type: 'ObjectId', required: true })
  broadcastId!: ObjectId;

  @Prop({ type: Date, default: null })
  seenAt!: Date | null;

  @Prop({ type: Date, default: null })
  readAt!: Date | null;
}

export const BroadcastReceiptSchema = SchemaFactory.createForClass(BroadcastReceipt)
  .index({ userId: 1, broadcastId: 1 }, { unique: true })
  .index({ broadcastId: 1, readAt: 1 });
