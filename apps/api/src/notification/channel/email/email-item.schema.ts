import {
  NOTIFICATION_CATEGORIES,
  NOTIFICATION_TYPES,
  type NotificationCategory,
  type NotificationTargetDto,
  type NotificationType,
} from '@app/contracts';
import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { ObjectId } from '../../../common/object-id';

const TTL_SECONDS = 30 * 24 * 60 * 60;

/** Something that a person is to be mailed about, one per group; what it says is looked up when the letter is written. */
@Schema({ collection: 'emailitems', versionKey: false })
export class EmailItem {
  _id!: ObjectId;

  @Prop({ type: 'ObjectId', required: true })
  userId!: ObjectId;

  @Prop({ type: String, required: true })
  groupKey!: string;

  /** The newest event it stands for; one that is not newer changes nothing, also after it was sent. */
  @Prop({ type: Number, required: true })
  seq!: number;

  @Prop({ type: String, enum: NOTIFICATION_TYPES, required: true })
  type!: NotificationType;

  @Prop({ type: String, enum: NOTIFICATION_CATEGORIES, required: true })
  category!: NotificationCategory;

  @Prop({ type: 'ObjectId', default: null })
  senderId!: ObjectId | null;

  @Prop({ type: String, default: '' })
  title!: string;

  @Prop({ type: Object, required: true })
  data!: NotificationTargetDto;

  @Prop({ type: Boolean, required: true })
  isCritical!: boolean;

  /** False once it was sent or has become needless. */
  @Prop({ type: Boolean, required: true })
  isPending!: boolean;

  @Prop({ type: Date, required: true })
  at!: Date;
}

export const EmailItemSchema = SchemaFactory.createForClass(EmailItem)
  .index({ userId: 1, groupKey: 1 }, { unique: true })
  .index({ userId: 1, at: 1 }, { partialFilterExpression: { isPending: true } })
  .index({ at: 1 }, { expireAfterSeconds: TTL_SECONDS });
