import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { ObjectId } from '../common/object-id';

/** A browser does not keep a cookie for longer either. */
export const DEVICE_TTL_MS = 400 * 24 * 60 * 60_000;

/** A device on which somebody has signed in, known by a cookie that it keeps over sign-outs. */
@Schema({ collection: 'devices', versionKey: false })
export class Device {
  _id!: ObjectId;

  @Prop({ type: 'ObjectId', required: true })
  userId!: ObjectId;

  /** Of the cookie: who reads this table cannot pass for the device. */
  @Prop({ type: String, required: true })
  tokenHash!: string;

  @Prop({ type: Date, required: true })
  lastUsedAt!: Date;
}

export const DeviceSchema = SchemaFactory.createForClass(Device)
  .index({ userId: 1, tokenHash: 1 }, { unique: true })
  .index({ lastUsedAt: 1 }, { expireAfterSeconds: DEVICE_TTL_MS / 1_000 });
