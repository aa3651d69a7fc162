import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { ObjectId } from '../common/object-id';

/** How long a repeat with the same key is known as one. */
const KEEP_SECONDS = 30 * 24 * 60 * 60;

/** What the marketplace asked for under an idempotency key; its row in the bell is `custom:<_id>`. */
@Schema({ collection: 'customevents', versionKey: false })
export class CustomEvent {
  _id!: ObjectId;

  @Prop({ type: String, required: true })
  key!: string;

  @Prop({ type: String, required: true })
  bodyHash!: string;

  @Prop({ type: 'ObjectId', required: true })
  userId!: ObjectId;

  /** Null: the process ended before everything was done, and a repeat goes on. */
  @Prop({ type: Date, default: null })
  doneAt!: Date | null;

  @Prop({ type: Date, required: true })
  createdAt!: Date;
}

export const CustomEventSchema = SchemaFactory.createForClass(CustomEvent)
  .index({ key: 1 }, { unique: true })
  .index({ createdAt: 1 }, { expireAfterSeconds: KEEP_SECONDS });
