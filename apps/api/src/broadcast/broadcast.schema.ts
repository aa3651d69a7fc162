import {
  type AudienceDto,
  BROADCAST_STATES,
  type BroadcastChannel,
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

  /** True while it is in the bells. */
  @Prop({ type: Boolean, required: true })
  isLive!: boolean;

  @Prop({ type: Object, required: true })
  variants!: Partial<Record<Locale, BroadcastTextDto>>;

  @Prop({ type: String, enum: LOCALES, required: true })
  defaultLocale!: Locale;

  @Prop({ type: Object, required: true })
  audience!: AudienceDto;

  @Prop({ type: String, default: null })
  link!: string | null;

  @Prop({ type: [String], default: [] })
  channels!: BroadcastChannel[];

  /** When it is to go out. */
  @Prop({ type: Date, default: null })
  publishAt!: Date | null;

  @Prop({ type: String, default: null })
  timeZone!: string | null;

  /** When it went out; who came later is not meant. */
  @Prop({ type: Date, default: null })
  publishedAt!: Date | null;

  @Prop({ type: Date, default: null })
  expiresAt!: Date | null;

  /** Renewed when it is scheduled, held or let go again: a job of an earlier turn does nothing. */
  @Prop({ type: Number, default: 0 })
  turn!: number;

  /** Counted once, after it went out. */
  @Prop({ type: Number, default: null })
  recipients!: number | null;

  @Prop({ type: 'ObjectId', required: true })
  createdBy!: ObjectId;

  @Prop({ type: Date, required: true })
  createdAt!: Date;

  @Prop({ type: Date, required: true })
  updatedAt!: Date;
}

export const BroadcastSchema = SchemaFactory.createForClass(Broadcast)
  .index({ clientId: 1 }, { unique: true })
  .index({ isLive: 1, publishedAt: -1 })
  .index({ state: 1 });

/** Written only when somebody sees, reads, follows or puts away a broadcast. */
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

  @Prop({ type: Date, default: null })
  clickedAt!: Date | null;

  @Prop({ type: Date, default: null })
  archivedAt!: Date | null;

  @Prop({ type: Date, default: null })
  snoozedUntil!: Date | null;
}

export const BroadcastReceiptSchema = SchemaFactory.createForClass(BroadcastReceipt)
  .index({ userId: 1, broadcastId: 1 }, { unique: true })
  .index({ broadcastId: 1, seenAt: 1 })
  .index({ broadcastId: 1, readAt: 1 })
  .index({ broadcastId: 1, clickedAt: 1 });

/** What readers did in one hour that is over, so that it need not be counted again. */
@Schema({ collection: 'broadcasthours', versionKey: false })
export class BroadcastHour {
  _id!: ObjectId;

  @Prop({ type: 'ObjectId', required: true })
  broadcastId!: ObjectId;

  /** Its beginning. */
  @Prop({ type: Date, required: true })
  at!: Date;

  @Prop({ type: Number, required: true })
  seen!: number;

  @Prop({ type: Number, required: true })
  read!: number;

  @Prop({ type: Number, required: true })
  clicked!: number;
}

export const BroadcastHourSchema = SchemaFactory.createForClass(BroadcastHour).index(
  { broadcastId: 1, at: 1 },
  { unique: true },
);

/** One row, renewed with every change of what is in the bells, so that each process knows whether its copy is the latest. */
@Schema({ collection: 'broadcastversions', versionKey: false })
export class BroadcastVersion {
  @Prop({ type: String, required: true })
  _id!: string;

  @Prop({ type: Number, required: true })
  version!: number;
}

export const BroadcastVersionSchema = SchemaFactory.createForClass(BroadcastVersion);
