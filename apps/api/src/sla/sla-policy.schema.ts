import { type BusinessHoursDto, TICKET_PRIORITIES, type TicketCategory, type TicketPriority } from '@app/contracts';
import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';

/** What an admin promises for tickets to come; those that are open keep what was promised to them. */
@Schema({ collection: 'slapolicies', versionKey: false })
export class StoredSlaPolicy {
  @Prop({ type: String, enum: TICKET_PRIORITIES, required: true })
  priority!: TicketPriority;

  @Prop({ type: String, default: null })
  category!: TicketCategory | null;

  @Prop({ type: Object, required: true })
  hours!: BusinessHoursDto;

  @Prop({ type: Number, default: null })
  firstResponseMs!: number | null;

  @Prop({ type: Number, default: null })
  nextResponseMs!: number | null;

  @Prop({ type: Number, default: null })
  resolutionMs!: number | null;

  /** Absent on those of before there was a choice. */
  @Prop({ type: Boolean, default: undefined })
  escalates?: boolean;

  @Prop({ type: Date, required: true })
  updatedAt!: Date;
}

export const SlaPolicySchema = SchemaFactory.createForClass(StoredSlaPolicy).index(
  { priority: 1, category: 1 },
  { unique: true },
);
