import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { ObjectId } from '../common/object-id';

/**
 * The staff's own words about a ticket. A collection of their own and no messages, so that nothing which reads messages (history, sync,
 * search, bell, e-mail, push, export, the marketplace's facts) can ever come across one.
 */
@Schema({ collection: 'ticketnotes', versionKey: false })
export class TicketNote {
  _id!: ObjectId;

  @Prop({ type: 'ObjectId', required: true })
  ticketId!: ObjectId;

  @Prop({ type: 'ObjectId', required: true })
  authorId!: ObjectId;

  /** The id its author's client made, so that a repeated request writes one note. */
  @Prop({ type: String, required: true })
  clientNoteId!: string;

  @Prop({ type: String, required: true })
  text!: string;

  @Prop({ type: Date, required: true })
  createdAt!: Date;
}

export const TicketNoteSchema = SchemaFactory.createForClass(TicketNote)
  .index({ ticketId: 1, createdAt: -1, _id: -1 })
  .index({ authorId: 1, clientNoteId: 1 }, { unique: true });
