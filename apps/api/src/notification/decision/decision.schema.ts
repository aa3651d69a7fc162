import {
  type ChannelDecisionDto,
  NOTIFICATION_CATEGORIES,
  NOTIFICATION_TYPES,
  type NotificationCategory,
  type NotificationTargetDto,
  type NotificationType,
} from '@app/contracts';
import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { ObjectId } from '../../common/object-id';

const TTL_SECONDS = 30 * 24 * 60 * 60;

/** What became of one event for one person, or of several of a group that were decided alike at once. Never what was said. */
@Schema({ collection: 'notificationdecisions', versionKey: false })
export class Decision {
  _id!: ObjectId;

  @Prop({ type: 'ObjectId', required: true })
  userId!: ObjectId;

  @Prop({ type: String, enum: NOTIFICATION_TYPES, required: true })
  type!: NotificationType;

  @Prop({ type: String, enum: NOTIFICATION_CATEGORIES, required: true })
  category!: NotificationCategory;

  @Prop({ type: String, required: true })
  groupKey!: string;

  @Prop({ type: String, default: '' })
  title!: string;

  /** Whose name is the title; looked up when shown. */
  @Prop({ type: 'ObjectId', default: null })
  senderId!: ObjectId | null;

  @Prop({ type: Object, required: true })
  data!: NotificationTargetDto;

  @Prop({ type: [Object], required: true })
  decisions!: ChannelDecisionDto[];

  /** Absent: one event. */
  @Prop({ type: Number })
  count?: number;

  @Prop({ type: Date, required: true })
  at!: Date;
}

export const DecisionSchema = SchemaFactory.createForClass(Decision)
  .index({ userId: 1, at: -1, _id: -1 })
  .index({ at: 1 }, { expireAfterSeconds: TTL_SECONDS });
