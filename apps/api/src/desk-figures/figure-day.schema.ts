import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { Binary } from 'bson';

/** What counts about the tickets that were closed on one of UTC's days, packed. Days on which none was have no row. */
@Schema({ collection: 'deskfiguredays', versionKey: false })
export class FigureDay {
  /** Counted from 1 January 1970. */
  @Prop({ type: Number, required: true })
  _id!: number;

  @Prop({ type: [String], default: undefined })
  names?: string[];

  /** The desk's own ones. */
  @Prop({ type: [String], default: undefined })
  categories?: string[];

  /** Absent: to be read from the tickets, one of which has changed since, or which are too many for a row. */
  @Prop({ type: Buffer, default: undefined })
  records?: Binary;

  /** Until then one of the tickets may be about to change. */
  @Prop({ type: Date, default: undefined })
  staleUntil?: Date;
}

export const FigureDaySchema = SchemaFactory.createForClass(FigureDay);

/** Which days have been counted: all from one to another, the end not included. */
@Schema({ collection: 'deskfigureranges', versionKey: false })
export class FigureRange {
  /** The edition of the counting: days that an older one has counted are counted again. */
  @Prop({ type: Number, required: true })
  _id!: number;

  @Prop({ type: Number, required: true })
  from!: number;

  @Prop({ type: Number, required: true })
  to!: number;
}

export const FigureRangeSchema = SchemaFactory.createForClass(FigureRange);
