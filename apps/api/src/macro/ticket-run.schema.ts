import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';

/** A repeat of a request that was done comes within this time, if at all. */
const KEEP_SECONDS = 7 * 24 * 3_600;

/** Actions that were done on a ticket, so that a repeat of the request does not do them again on what has changed since. */
@Schema({ collection: 'ticketruns', versionKey: false })
export class TicketRun {
  /** `<actor>:<clientRunId>:<ticket>`. */
  @Prop({ type: String })
  _id!: string;

  @Prop({ type: Date, required: true })
  doneAt!: Date;
}

export const TicketRunSchema = SchemaFactory.createForClass(TicketRun).index(
  { doneAt: 1 },
  { expireAfterSeconds: KEEP_SECONDS },
);
