import { OFFER_STATES, type OfferState, type SendMessageBody } from '@app/contracts';
import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { ObjectId } from '../common/object-id';

/** The message that took a step, as it was asked for: a step whose message a crash prevented is completed from it. */
export interface StoredSend {
  senderId: ObjectId;
  body: SendMessageBody;
}

/** The truth about an offer. It leaves `live` by one guarded write, so that of several answers at once one counts. */
@Schema({ collection: 'offers', versionKey: false, minimize: false })
export class Offer {
  _id!: ObjectId;

  @Prop({ type: 'ObjectId', required: true })
  chatId!: ObjectId;

  @Prop({ type: 'ObjectId', required: true })
  makerId!: ObjectId;

  /** Of the message that made it: names that send, as for messages. */
  @Prop({ type: String, required: true })
  clientMsgId!: string;

  /** Integer minor units. */
  @Prop({ type: Number, required: true })
  amount!: number;

  @Prop({ type: String, required: true })
  currency!: string;

  @Prop({ type: String, enum: OFFER_STATES, required: true })
  state!: OfferState;

  @Prop({ type: 'ObjectId', default: null })
  counterOfId!: ObjectId | null;

  @Prop({ type: Date, required: true })
  expiresAt!: Date;

  @Prop({ type: Object, required: true })
  made!: StoredSend;

  /** The send that closed it: an answer, a counter, or the acceptance of the other side's offer. Null: live, or time did it. */
  @Prop({ type: Object, default: null })
  closed!: StoredSend | null;

  @Prop({ type: Date, default: null })
  closedAt!: Date | null;

  /** Of an accepted one: messages up to here are not changed by their senders any more. */
  @Prop({ type: Number })
  lockSeq?: number;

  /** False while the last step may not have been told: its message, the copy in the first message, the event. */
  @Prop({ type: Boolean, required: true })
  isSettled!: boolean;

  @Prop({ type: Date, required: true })
  createdAt!: Date;
}

export const OfferSchema = SchemaFactory.createForClass(Offer)
  .index({ chatId: 1, makerId: 1, clientMsgId: 1 }, { unique: true })
  // One live offer a side.
  .index(
    { chatId: 1, makerId: 1 },
    { unique: true, partialFilterExpression: { state: 'live' }, name: 'one_live_a_side' },
  )
  .index({ chatId: 1, createdAt: -1, _id: -1 })
  .index({ chatId: 1, lockSeq: 1 }, { partialFilterExpression: { lockSeq: { $exists: true } } })
  .index({ isSettled: 1, _id: 1 }, { partialFilterExpression: { isSettled: false } });
