import type { AudienceDto } from '@app/contracts';
import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { ObjectId } from '../common/object-id';

/** Conditions that admins use again. A broadcast keeps its own copy of them. */
@Schema({ collection: 'segments', versionKey: false, minimize: false })
export class Segment {
  _id!: ObjectId;

  @Prop({ type: String, required: true })
  name!: string;

  @Prop({ type: Object, required: true })
  audience!: AudienceDto;

  @Prop({ type: Date, required: true })
  createdAt!: Date;
}

export const SegmentSchema = SchemaFactory.createForClass(Segment).index({ name: 1 }, { unique: true });
