import {
  NOTIFICATION_CATEGORIES,
  NOTIFICATION_TYPES,
  type NotificationCategory,
  type NotificationTargetDto,
  type NotificationType,
} from '@app/contracts';
import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { ObjectId } from '../common/object-id';

const TTL_SECONDS = 180 * 24 * 60 * 60;

/** Rows that the bell shows and counts. */
export const IN_BELL = { isLive: true, snoozedUntil: null };

/** A row of somebody's bell. */
@Schema({ collection: 'notifications', versionKey: false })
export class Notification {
  _id!: ObjectId;

  @Prop({ type: 'ObjectId', required: true })
  userId!: ObjectId;

  @Prop({ type: String, enum: NOTIFICATION_TYPES, required: true })
  type!: NotificationType;

  /** Rows of before there were categories have none: theirs follows from the type. */
  @Prop({ type: String, enum: NOTIFICATION_CATEGORIES })
  category?: NotificationCategory;

  @Prop({ type: String, required: true })
  groupKey!: string;

  /** False once archived: then a new event of the group makes a new row. */
  @Prop({ type: Boolean, required: true })
  isLive!: boolean;

  @Prop({ type: String, default: '' })
  title!: string;

  /** Whose name is the title; looked up when shown, so that a send reads nothing and a new name shows. */
  @Prop({ type: 'ObjectId', default: null })
  senderId?: ObjectId | null;

  @Prop({ type: String, default: '' })
  text!: string;

  @Prop({ type: Object, required: true })
  data!: NotificationTargetDto;

  @Prop({ type: String, default: null })
  link?: string | null;

  @Prop({ type: Boolean, default: false })
  isCritical?: boolean;

  @Prop({ type: Number, default: 0 })
  count!: number;

  /** The newest event the row stands for; an event that is not newer changes nothing. */
  @Prop({ type: Number, required: true })
  lastSeq!: number;

  @Prop({ type: Date, default: null })
  seenAt!: Date | null;

  @Prop({ type: Date, default: null })
  readAt!: Date | null;

  @Prop({ type: Date, default: null })
  archivedAt?: Date | null;

  /** Absent or null: not snoozed. A job ends it. */
  @Prop({ type: Date, default: null })
  snoozedUntil?: Date | null;

  @Prop({ type: Date, required: true })
  createdAt!: Date;

  @Prop({ type: Date, required: true })
  updatedAt!: Date;
}

export const NotificationSchema = SchemaFactory.createForClass(Notification)
  .index({ userId: 1, groupKey: 1 }, { unique: true, partialFilterExpression: { isLive: true } })
  .index({ userId: 1, isLive: 1, updatedAt: -1, _id: -1 })
  .index({ userId: 1, isLive: 1, seenAt: 1, snoozedUntil: 1 })
  .index({ userId: 1, isLive: 1, readAt: 1, snoozedUntil: 1 })
  .index({ updatedAt: 1 }, { expireAfterSeconds: TTL_SECONDS });
