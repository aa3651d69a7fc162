import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { ObjectId } from '../common/object-id';

export const DEFAULT_CAPACITY = 8;

/** A ticket that is being given to an agent, until its own row says so. */
export interface HeldTicket {
  ticketId: ObjectId;
  at: Date;
}

/** What somebody of the staff takes; whoever never said anything has no row, and takes none. */
@Schema({ collection: 'agents', versionKey: false })
export class Agent {
  /** The person's. */
  _id!: ObjectId;

  @Prop({ type: Boolean, default: false })
  isAccepting!: boolean;

  @Prop({ type: Number, default: DEFAULT_CAPACITY })
  capacity!: number;

  /** When a ticket last came by itself; of equals it comes to whom it has not come for longest. */
  @Prop({ type: Date, default: null })
  lastGivenAt!: Date | null;

  /** Counts what was given: who has counted the load before that must count again. */
  @Prop({ type: Number, default: 0 })
  turn!: number;

  @Prop({ type: [Object], default: [] })
  held!: HeldTicket[];
}

export const AgentSchema = SchemaFactory.createForClass(Agent).index(
  { isAccepting: 1 },
  { partialFilterExpression: { isAccepting: true } },
);
