import { CALL_MEDIA, CALL_OUTCOMES, type CallDto, type CallMedia, type CallOutcome } from '@app/contracts';
import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { ObjectId } from '../common/object-id';

const STATES: CallDto['state'][] = ['ringing', 'active', 'ended'];

/** One call of two people; every step of its life is one guarded update of this document. */
@Schema({ collection: 'calls', versionKey: false })
export class Call {
  /** The UUID that the caller's client made, so that a repeat is the same call. */
  @Prop({ type: String, required: true })
  _id!: string;

  @Prop({ type: 'ObjectId', required: true })
  chatId!: ObjectId;

  @Prop({ type: 'ObjectId', required: true })
  callerId!: ObjectId;

  @Prop({ type: 'ObjectId', required: true })
  calleeId!: ObjectId;

  /** Both of them while the call lives, and absent afterwards: nobody is in two calls at once. */
  @Prop({ type: ['ObjectId'], default: undefined })
  people?: ObjectId[];

  @Prop({ type: String, enum: CALL_MEDIA, required: true })
  media!: CallMedia;

  @Prop({ type: String, enum: STATES, required: true })
  state!: CallDto['state'];

  @Prop({ type: String, enum: [...CALL_OUTCOMES, null], default: null })
  outcome!: CallOutcome | null;

  @Prop({ type: String, required: true })
  callerDeviceId!: string;

  @Prop({ type: String, default: null })
  calleeDeviceId!: string | null;

  @Prop({ type: Date, required: true })
  startedAt!: Date;

  @Prop({ type: Date, required: true })
  ringsUntil!: Date;

  @Prop({ type: Date, default: null })
  answeredAt!: Date | null;

  @Prop({ type: Date, default: null })
  endedAt!: Date | null;

  /** Since when the device of a side has no socket. */
  @Prop({ type: Date, default: null })
  callerAwayAt!: Date | null;

  @Prop({ type: Date, default: null })
  calleeAwayAt!: Date | null;

  /** The line in the thread and the row of the bell are written: nothing is left to do. */
  @Prop({ type: Boolean, required: true })
  isDone!: boolean;
}

export const CallSchema = SchemaFactory.createForClass(Call)
  .index({ people: 1 }, { unique: true, sparse: true })
  .index({ isDone: 1 }, { partialFilterExpression: { isDone: false } });
