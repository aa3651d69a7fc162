import {
  ARTICLE_STATES,
  type ArticleState,
  type ArticleTextDto,
  type Locale,
  type TicketCategory,
} from '@app/contracts';
import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { ObjectId } from '../common/object-id';

/** One article of the knowledge base, in one to three languages. */
@Schema({ collection: 'articles', versionKey: false })
export class Article {
  _id!: ObjectId;

  @Prop({ type: String, default: null })
  category!: TicketCategory | null;

  @Prop({ type: String, enum: ARTICLE_STATES, required: true })
  state!: ArticleState;

  @Prop({ type: Object, required: true })
  variants!: Partial<Record<Locale, ArticleTextDto>>;

  @Prop({ type: Date, required: true })
  createdAt!: Date;

  @Prop({ type: Date, required: true })
  updatedAt!: Date;
}

export const ArticleSchema = SchemaFactory.createForClass(Article)
  .index({ updatedAt: -1, _id: -1 })
  .index({ state: 1, updatedAt: -1 });

/** What one person answered to "was this helpful"; the figures are counted from these. */
@Schema({ collection: 'articleanswers', versionKey: false })
export class ArticleAnswer {
  _id!: ObjectId;

  @Prop({ type: 'ObjectId', required: true })
  articleId!: ObjectId;

  @Prop({ type: 'ObjectId', required: true })
  userId!: ObjectId;

  @Prop({ type: Boolean, required: true })
  isHelpful!: boolean;
}

export const ArticleAnswerSchema = SchemaFactory.createForClass(ArticleAnswer)
  .index({ articleId: 1, userId: 1 }, { unique: true })
  .index({ articleId: 1, isHelpful: 1 });
