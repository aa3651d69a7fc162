import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { ObjectId } from '../../../common/object-id';

/** A browser that may be pushed to. */
@Schema({ collection: 'pushsubscriptions', versionKey: false })
export class PushSubscription {
  _id!: ObjectId;

  @Prop({ type: 'ObjectId', required: true })
  userId!: ObjectId;

  @Prop({ type: String, required: true })
  endpoint!: string;

  @Prop({ type: Object, required: true })
  keys!: { p256dh: string; auth: string };

  @Prop({ type: Date, required: true })
  createdAt!: Date;
}

export const PushSubscriptionSchema = SchemaFactory.createForClass(PushSubscription)
  .index({ endpoint: 1 }, { unique: true })
  .index({ userId: 1, createdAt: 1 });

/** The one pair of keys that this installation signs pushes with. Browsers are subscribed to the public one, so it stays. */
@Schema({ collection: 'pushkeys', versionKey: false })
export class PushKeys {
  @Prop({ type: String, required: true })
  _id!: string;

  @Prop({ type: String, required: true })
  publicKey!: string;

  @Prop({ type: String, required: true })
  privateKey!: string;
}

export const PushKeysSchema = SchemaFactory.createForClass(PushKeys);
