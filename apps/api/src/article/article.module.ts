import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { TicketCategoryModule } from '../ticket-category/ticket-category.module';
import { UserModule } from '../user/user.module';
import { ArticleController } from './article.controller';
import { Article, ArticleAnswer, ArticleAnswerSchema, ArticleSchema } from './article.schema';
import { ArticleService } from './article.service';
import { ArticleAnswers } from './article-answers';
import { ArticleEditing } from './article-editing';
import { ArticleIndex } from './article-index';

/** The knowledge base: articles that people read before they ask. */
@Module({
  imports: [
    UserModule,
    TicketCategoryModule,
    MongooseModule.forFeature([
      { name: Article.name, schema: ArticleSchema },
      { name: ArticleAnswer.name, schema: ArticleAnswerSchema },
    ]),
  ],
  controllers: [ArticleController],
  providers: [ArticleService, ArticleEditing, ArticleIndex, ArticleAnswers],
  exports: [ArticleEditing],
})
export class ArticleModule {}
