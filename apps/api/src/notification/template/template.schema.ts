import {
  LOCALES,
  type Locale,
  NOTIFICATION_CATEGORIES,
  type NotificationCategory,
  type NotificationTextDto,
} from '@app/contracts';
import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';

/** Texts of the marketplace, by its own key. What was sent by one stays as it was when it changes. */
@Schema({ collection: 'notificationtemplates', versionKey: false, minimize: false })
export class NotificationTemplate {
  @Prop({ type: String, required: true })
  _id!: string;

  @Prop({ type: String, enum: NOTIFICATION_CATEGORIES, required: true })
  category!: NotificationCategory;

  @Prop({ type: Object, required: true })
  variants!: Partial<Record<Locale, NotificationTextDto>>;

  @Prop({ type: String, enum: LOCALES, required: true })
  defaultLocale!: Locale;

  @Prop({ type: String, default: null })
  link!: string | null;

  @Prop({ type: Boolean, required: true })
  isCritical!: boolean;

  @Prop({ type: Date, required: true })
  updatedAt!: Date;
}

export const NotificationTemplateSchema = SchemaFactory.createForClass(NotificationTemplate);
