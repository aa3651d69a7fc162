import { BROADCAST_CHANNELS, type BroadcastChannel, type DecisionReason } from '@app/contracts';
import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { ObjectId } from '../common/object-id';

const KEEP_SENDS_SECONDS = 30 * 24 * 3_600;

/** How far one channel of one broadcast is: the checkpoint after each batch, with the figures of all batches before it. */
@Schema({ collection: 'broadcastdeliveries', versionKey: false })
export class BroadcastDelivery {
  _id!: ObjectId;

  @Prop({ type: 'ObjectId', required: true })
  broadcastId!: ObjectId;

  @Prop({ type: String, enum: BROADCAST_CHANNELS, required: true })
  channel!: BroadcastChannel;

  /** Everybody up to this person has been handled. */
  @Prop({ type: 'ObjectId', default: null })
  after!: ObjectId | null;

  @Prop({ type: Boolean, default: false })
  isDone!: boolean;

  @Prop({ type: Boolean, default: false })
  isFailing!: boolean;

  @Prop({ type: Number, default: 0 })
  sent!: number;

  @Prop({ type: Number, default: 0 })
  skipped!: number;

  @Prop({ type: Number, default: 0 })
  failed!: number;

  @Prop({ type: Number, default: 0 })
  repeated!: number;
}

export const BroadcastDeliverySchema = SchemaFactory.createForClass(BroadcastDelivery).index(
  { broadcastId: 1, channel: 1 },
  { unique: true },
);

export const SEND_STATES = ['queued', 'sending', 'sent', 'skipped', 'failed'] as const;
export type SendState = (typeof SEND_STATES)[number];

/** One person's turn on one channel. Unique, so that nobody is written to twice whatever is restarted. */
@Schema({ collection: 'broadcastsends', versionKey: false })
export class BroadcastSend {
  _id!: ObjectId;

  @Prop({ type: 'ObjectId', required: true })
  broadcastId!: ObjectId;

  @Prop({ type: String, enum: BROADCAST_CHANNELS, required: true })
  channel!: BroadcastChannel;

  @Prop({ type: 'ObjectId', required: true })
  userId!: ObjectId;

  /** `sending` after a restart: it went out, or nearly did, when the process died. It is sent again, and marked. */
  @Prop({ type: String, enum: SEND_STATES, required: true })
  state!: SendState;

  @Prop({ type: Boolean, default: false })
  isRepeat!: boolean;

  /** Null: it was sent, or is not over. */
  @Prop({ type: String, default: null })
  reason!: DecisionReason | null;

  @Prop({ type: Date, required: true })
  at!: Date;
}

export const BroadcastSendSchema = SchemaFactory.createForClass(BroadcastSend)
  .index({ broadcastId: 1, channel: 1, userId: 1 }, { unique: true })
  .index({ at: 1 }, { expireAfterSeconds: KEEP_SENDS_SECONDS });
