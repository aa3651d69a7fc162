import type { SavedViewQuery } from '@app/contracts';
import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { ObjectId } from '../common/object-id';

/** A question to the queue that is asked again and again. */
@Schema({ collection: 'ticketviews', versionKey: false, minimize: false })
export class TicketSavedView {
  _id!: ObjectId;

  /** Null: the team's. */
  @Prop({ type: 'ObjectId', default: null })
  ownerId!: ObjectId | null;

  @Prop({ type: String, required: true })
  name!: string;

  @Prop({ type: Object, required: true })
  query!: SavedViewQuery;
}

export const TicketSavedViewSchema = SchemaFactory.createForClass(TicketSavedView).index(
  { ownerId: 1, name: 1 },
  { unique: true },
);
