import type { PreferencesInput } from '@app/contracts';
import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { ObjectId } from '../../common/object-id';

type Chosen<Name extends keyof PreferencesInput> = PreferencesInput[Name];

/** What somebody chose; what they did not follows the defaults, also when these change later. */
abstract class Choices {
  @Prop({ type: Object })
  channels?: Chosen<'channels'>;

  @Prop({ type: Object })
  quietHours?: Chosen<'quietHours'>;

  @Prop({ type: String })
  digest?: Chosen<'digest'>;

  @Prop({ type: Boolean })
  showsReceipts?: boolean;

  @Prop({ type: Boolean })
  showsTyping?: boolean;

  @Prop({ type: Boolean })
  hasSound?: boolean;

  @Prop({ type: Boolean })
  hidesText?: boolean;
}

/** By the person's id. */
@Schema({ collection: 'preferences', versionKey: false })
export class Preference extends Choices {
  @Prop({ type: 'ObjectId', required: true })
  _id!: ObjectId;
}

export const PreferenceSchema = SchemaFactory.createForClass(Preference);

/** The one row of what the admins chose for everybody. */
@Schema({ collection: 'preferencedefaults', versionKey: false })
export class PreferenceDefaults extends Choices {
  @Prop({ type: String, required: true })
  _id!: string;
}

export const PreferenceDefaultsSchema = SchemaFactory.createForClass(PreferenceDefaults);
