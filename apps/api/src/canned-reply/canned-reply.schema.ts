import type { Locale } from '@app/contracts';
import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { ObjectId } from '../common/object-id';

/** Text that the desk sends often, in the languages of its customers. */
@Schema({ collection: 'cannedreplies', versionKey: false })
export class CannedReply {
  _id!: ObjectId;

  /** Null: the team's. */
  @Prop({ type: 'ObjectId', default: null })
  ownerId!: ObjectId | null;

  @Prop({ type: String, required: true })
  shortcut!: string;

  @Prop({ type: String, required: true })
  title!: string;

  @Prop({ type: Object, required: true })
  variants!: Partial<Record<Locale, string>>;

  @Prop({ type: Date, required: true })
  updatedAt!: Date;
}

export const CannedReplySchema = SchemaFactory.createForClass(CannedReply).index(
  { ownerId: 1, shortcut: 1 },
  { unique: true },
);
