import type { TicketAction } from '@app/contracts';
import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { ObjectId } from '../common/object-id';

/** Several actions on a ticket under one name. */
@Schema({ collection: 'macros', versionKey: false, minimize: false })
export class Macro {
  _id!: ObjectId;

  /** Null: the team's. */
  @Prop({ type: 'ObjectId', default: null })
  ownerId!: ObjectId | null;

  @Prop({ type: String, required: true })
  name!: string;

  @Prop({ type: [Object], required: true })
  actions!: TicketAction[];

  @Prop({ type: Date, required: true })
  updatedAt!: Date;
}

export const MacroSchema = SchemaFactory.createForClass(Macro).index({ ownerId: 1, name: 1 }, { unique: true });
