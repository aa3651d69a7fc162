import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { ObjectId } from '../common/object-id';

/** The frozen copy of a chat that a ticket carries. Written once, after its entries. */
@Schema({ collection: 'evidences', versionKey: false })
export class Evidence {
  _id!: ObjectId;

  @Prop({ type: 'ObjectId', required: true })
  ticketId!: ObjectId;

  @Prop({ type: 'ObjectId', required: true })
  frozenById!: ObjectId;

  @Prop({ type: Date, required: true })
  frozenAt!: Date;

  @Prop({ type: String, required: true })
  rootHash!: string;

  @Prop({ type: Number, required: true })
  count!: number;
}

export const EvidenceSchema = SchemaFactory.createForClass(Evidence).index({ ticketId: 1 }, { unique: true });

/** One link of the chain. */
@Schema({ collection: 'evidenceentries', versionKey: false })
export class EvidenceEntry {
  _id!: ObjectId;

  @Prop({ type: 'ObjectId', required: true })
  evidenceId!: ObjectId;

  @Prop({ type: Number, required: true })
  index!: number;

  /** Canonical JSON, the very bytes that were hashed: a document would come back with its keys in another order. */
  @Prop({ type: String, required: true })
  part!: string;

  @Prop({ type: String, required: true })
  hash!: string;
}

export const EvidenceEntrySchema = SchemaFactory.createForClass(EvidenceEntry).index(
  { evidenceId: 1, index: 1 },
  { unique: true },
);
