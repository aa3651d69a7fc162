import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { ObjectId } from '../common/object-id';

/** Plain values that the handler needs besides the key. */
export type JobData = Record<string, string | number | boolean | null>;

/** Done jobs are kept this long: a repeat of the same schedule in that time is still the same job. */
const KEEP_DONE_SECONDS = 7 * 24 * 3_600;

/** Something to be done at a time, at least once, whatever happens to the process meanwhile. */
@Schema({ collection: 'jobs', versionKey: false, minimize: false })
export class Job {
  _id!: ObjectId;

  /** Names the handler. */
  @Prop({ type: String, required: true })
  kind!: string;

  /** One job per kind and key. */
  @Prop({ type: String, required: true })
  key!: string;

  @Prop({ type: Object, default: {} })
  data!: JobData;

  /** When it was asked for. */
  @Prop({ type: Date, required: true })
  runAt!: Date;

  /** When it is to be looked at next: `runAt`, the end of a lease, or of a pause after a failure. Done jobs have none. */
  @Prop({ type: Date })
  dueAt?: Date;

  /** Leases so far; the number of the last one is what its holder writes under. */
  @Prop({ type: Number, default: 0 })
  attempts!: number;

  /** Under way under a lease; rows of before this was kept have none. */
  @Prop({ type: Boolean })
  isHeld?: boolean;

  @Prop({ type: String, default: null })
  lastError!: string | null;

  /** When the last try failed, while the next one has not worked. */
  @Prop({ type: Date })
  failedAt?: Date;

  /** Over: done, or dropped. */
  @Prop({ type: Date, default: null })
  doneAt!: Date | null;

  @Prop({ type: Boolean })
  isDropped?: boolean;
}

export const JobSchema = SchemaFactory.createForClass(Job)
  .index({ kind: 1, key: 1 }, { unique: true })
  .index({ dueAt: 1 }, { partialFilterExpression: { dueAt: { $exists: true } } })
  .index({ failedAt: -1, _id: -1 }, { partialFilterExpression: { failedAt: { $exists: true } } })
  .index({ doneAt: 1 }, { expireAfterSeconds: KEEP_DONE_SECONDS });
