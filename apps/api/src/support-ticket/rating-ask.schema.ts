import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { ObjectId } from '../common/object-id';

/** When a customer was last asked how the desk did; one document a person, so that two agents cannot ask in one week. */
@Schema({ collection: 'ratingasks', versionKey: false })
export class RatingAsk {
  /** The customer's. */
  _id!: ObjectId;

  @Prop({ type: 'ObjectId', required: true })
  ticketId!: ObjectId;

  @Prop({ type: Date, required: true })
  askedAt!: Date;
}

export const RatingAskSchema = SchemaFactory.createForClass(RatingAsk);
