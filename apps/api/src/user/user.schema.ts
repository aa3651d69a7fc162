import { LOCALES, type Locale, ROLES, type Role } from '@app/contracts';
import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { ObjectId } from '../common/object-id';

@Schema({ collection: 'users', versionKey: false, timestamps: { createdAt: true, updatedAt: false } })
export class User {
  _id!: ObjectId;

  @Prop({ type: String, required: true })
  name!: string;

  /** The name's folded words, for search by prefix. */
  @Prop({ type: [String], required: true })
  nameWords!: string[];

  /** The marketplace's own id of this person. */
  @Prop({ type: String })
  externalId?: string;

  @Prop({ type: String })
  email?: string;

  @Prop({ type: String })
  passwordHash?: string;

  @Prop({ type: String, default: null })
  avatarUrl!: string | null;

  @Prop({ type: String, enum: ROLES, default: 'user' })
  role!: Role;

  @Prop({ type: String, enum: LOCALES, default: 'en' })
  locale!: Locale;

  @Prop({ type: String, default: 'UTC' })
  timeZone!: string;

  @Prop({ type: String, default: null })
  region!: string | null;

  /** What the marketplace knows them by; accounts of before tags have none. */
  @Prop({ type: [String], default: undefined })
  tags?: string[];

  /** Whom this person does not want to hear from; accounts of before blocking have none. */
  @Prop({ type: ['ObjectId'], default: undefined })
  blockedIds?: ObjectId[];

  /** Wrote to support without an account. */
  @Prop({ type: Boolean })
  isGuest?: boolean;

  /** Where a guest is written to. Anybody may have typed it, so it is never the address of an account. */
  @Prop({ type: String })
  guestEmail?: string;

  /** Finds the guest again when the request that made them is repeated. */
  @Prop({ type: String })
  guestKey?: string;

  /** The part played in the demo marketplace; absent on real accounts. */
  @Prop({ type: String })
  demoPart?: 'buyer' | 'seller' | 'agent' | 'admin';

  @Prop({ type: Date, default: null })
  lastSeenAt!: Date | null;

  @Prop({ type: Date, default: null })
  bannedAt!: Date | null;

  createdAt!: Date;
}

export const UserSchema = SchemaFactory.createForClass(User)
  .index({ email: 1 }, { unique: true, partialFilterExpression: { email: { $exists: true } } })
  .index({ externalId: 1 }, { unique: true, partialFilterExpression: { externalId: { $exists: true } } })
  .index({ guestKey: 1 }, { unique: true, partialFilterExpression: { guestKey: { $exists: true } } })
  .index({ isGuest: 1, locale: 1 }, { partialFilterExpression: { isGuest: true } })
  .index({ nameWords: 1 })
  .index({ blockedIds: 1 }, { partialFilterExpression: { blockedIds: { $exists: true } } })
  .index({ role: 1, locale: 1, region: 1 })
  .index({ locale: 1 })
  .index({ region: 1, locale: 1 })
  .index({ tags: 1, locale: 1 })
  .index({ bannedAt: 1 }, { partialFilterExpression: { bannedAt: { $type: 'date' } } });
