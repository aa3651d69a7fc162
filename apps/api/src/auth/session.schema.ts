import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { ObjectId } from '../common/object-id';

/**
 * One sign-in on one device: a family of refresh tokens. Token number `counter` is the live one; the one before it is
 * answered with the same successor for a few seconds, any older one ends the family.
 */
@Schema({ collection: 'sessions', versionKey: false })
export class Session {
  _id!: ObjectId;

  @Prop({ type: 'ObjectId', required: true })
  userId!: ObjectId;

  @Prop({ type: Number, required: true })
  counter!: number;

  @Prop({ type: Date, required: true })
  rotatedAt!: Date;

  @Prop({ type: Date, required: true })
  expiresAt!: Date;

  @Prop({ type: Date, default: null })
  revokedAt!: Date | null;
}

export const SessionSchema = SchemaFactory.createForClass(Session)
  .index({ userId: 1 })
  .index({ revokedAt: 1 }, { partialFilterExpression: { revokedAt: { $type: 'date' } } })
  .index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
