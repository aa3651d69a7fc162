import type { MarketplaceEventDto } from '@app/contracts';
import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { ObjectId } from '../common/object-id';

/** Something the marketplace's own server may act upon. Rows are only ever added. */
@Schema({ collection: 'events', versionKey: false, minimize: false })
export class MarketplaceEvent {
  _id!: ObjectId;

  /** The order of the log: starts at 1, dense, decided by the insert itself, so that a reader never skips a late row. */
  @Prop({ type: Number, required: true })
  seq!: number;

  /** One row per fact, however often it is recorded. */
  @Prop({ type: String, required: true })
  key!: string;

  @Prop({ type: String, required: true })
  type!: MarketplaceEventDto['type'];

  @Prop({ type: Object, required: true })
  data!: MarketplaceEventDto['data'];

  @Prop({ type: Date, required: true })
  occurredAt!: Date;
}

export const MarketplaceEventSchema = SchemaFactory.createForClass(MarketplaceEvent)
  .index({ seq: 1 }, { unique: true })
  .index({ key: 1 }, { unique: true });
