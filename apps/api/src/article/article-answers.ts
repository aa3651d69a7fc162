import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { type ObjectId, toObjectId } from '../common/object-id';
import { ArticleAnswer } from './article.schema';

export interface HelpfulFigures {
  yes: number;
  no: number;
}

/** "Was this helpful": one answer a person and article, which can be changed. */
@Injectable()
export class ArticleAnswers {
  constructor(@InjectModel(ArticleAnswer.name) private readonly answers: Model<ArticleAnswer>) {}

  async put(articleId: ObjectId, userId: string, isHelpful: boolean): Promise<void> {
    const key = { articleId, userId: toObjectId(userId) };
    await this.answers.updateOne(key, { $set: { isHelpful } }, { upsert: true });
  }

  async of(articleId: ObjectId, userId: string): Promise<boolean | null> {
    const answer = await this.answers
      .findOne({ articleId, userId: toObjectId(userId) })
      .lean<ArticleAnswer>()
      .exec();
    return answer?.isHelpful ?? null;
  }

  async figuresOf(articleId: ObjectId): Promise<HelpfulFigures> {
    const [yes, no] = await Promise.all(
      [true, false].map((isHelpful) => this.answers.countDocuments({ articleId, isHelpful })),
    );
    return { yes: yes ?? 0, no: no ?? 0 };
  }

  async remove(articleId: ObjectId): Promise<void> {
    await this.answers.deleteMany({ articleId });
  }
}
