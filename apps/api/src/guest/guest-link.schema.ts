import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { ObjectId } from '../common/object-id';

/** 32 random bytes as base64url. */
export const GUEST_TOKEN = /^[\w-]{43}$/;

/** A way back for a guest. Only the hash of its token is kept; each letter has a token of its own. */
@Schema({ collection: 'guestlinks', versionKey: false })
export class GuestLink {
  _id!: ObjectId;

  @Prop({ type: 'ObjectId', required: true })
  userId!: ObjectId;

  @Prop({ type: String, required: true })
  tokenHash!: string;

  /** A year after it was last used. */
  @Prop({ type: Date, required: true })
  expiresAt!: Date;
}

export const GuestLinkSchema = SchemaFactory.createForClass(GuestLink)
  .index({ tokenHash: 1 }, { unique: true })
  .index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
