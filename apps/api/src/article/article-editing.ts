import { type ArticleDto, type ArticleInput, LOCALES, type Page, type PageQuery } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '../auth/actor';
import { AppError } from '../common/app-error';
import { Cursors } from '../common/cursor';
import { belowPosition } from '../common/keyset';
import { newObjectId, toObjectId } from '../common/object-id';
import { TicketCategories } from '../ticket-category/ticket-categories';
import { UserService } from '../user/user.service';
import { toArticleDto } from './article.presenter';
import { Article } from './article.schema';
import { ArticleAnswers } from './article-answers';
import { ArticleIndex } from './article-index';

const CURSOR = 'articles-all';
/** It is searched in memory, so it has an end. */
const ARTICLES_MAX = 2_000;

/** The knowledge base as admins write it. */
@Injectable()
export class ArticleEditing {
  constructor(
    @InjectModel(Article.name) private readonly articles: Model<Article>,
    private readonly index: ArticleIndex,
    private readonly answers: ArticleAnswers,
    private readonly users: UserService,
    private readonly cursors: Cursors,
    private readonly categories: TicketCategories,
  ) {}

  /** Drafts and published ones, what was changed last first. */
  async list(actor: Actor, { cursor, limit = 0 }: PageQuery): Promise<Page<ArticleDto>> {
    const start = cursor ? this.cursors.read(CURSOR, actor.id, cursor) : null;
    const rows = await this.articles
      .find(belowPosition('updatedAt', start))
      .sort({ updatedAt: -1, _id: -1 })
      .limit(limit + 1)
      .lean<Article[]>()
      .exec();
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: await Promise.all(page.map((article) => this.present(actor, article))),
      nextCursor: last
        ? this.cursors.write(CURSOR, actor.id, [last.updatedAt.getTime(), last._id.toHexString()])
        : null,
    };
  }

  /** A given id makes it once: a repeat changes nothing. */
  async create(actor: Actor, input: ArticleInput, _id = newObjectId()): Promise<ArticleDto> {
    if ((await this.articles.estimatedDocumentCount()) >= ARTICLES_MAX) {
      throw new AppError('VALIDATION', `There are ${ARTICLES_MAX} articles already.`);
    }
    await this.categories.requireKnown([input.category]);
    const now = new Date();
    const article = await this.articles
      .findOneAndUpdate(
        { _id },
        { $setOnInsert: { ...toContent(input), createdAt: now, updatedAt: now } },
        { upsert: true, returnDocument: 'after' },
      )
      .lean<Article>()
      .exec();
    return this.changed(actor, article);
  }

  /** Replaces the whole article; languages that are left out are gone. */
  async update(actor: Actor, id: string, input: ArticleInput): Promise<ArticleDto> {
    await this.categories.requireKnown([input.category]);
    const article = await this.articles
      .findOneAndUpdate(
        { _id: toObjectId(id) },
        { $set: { ...toContent(input), updatedAt: new Date() } },
        { returnDocument: 'after' },
      )
      .lean<Article>()
      .exec();
    if (!article) throw unknown();
    return this.changed(actor, article);
  }

  async remove(id: string): Promise<void> {
    const { deletedCount } = await this.articles.deleteOne({ _id: toObjectId(id) });
    if (deletedCount === 0) throw unknown();
    this.index.forget();
    await this.answers.remove(toObjectId(id));
  }

  private changed(actor: Actor, article: Article): Promise<ArticleDto> {
    this.index.forget();
    return this.present(actor, article);
  }

  private async present(actor: Actor, article: Article): Promise<ArticleDto> {
    const [{ locale }, helpful, isHelpfulToMe] = await Promise.all([
      this.users.me(actor.id),
      this.answers.figuresOf(article._id),
      this.answers.of(article._id, actor.id),
    ]);
    return toArticleDto(article, { language: locale, isForAdmin: true, helpful, isHelpfulToMe });
  }
}

function toContent({ category = null, state = 'draft', variants }: ArticleInput) {
  const written = LOCALES.flatMap((locale) => {
    const text = variants[locale];
    return text ? [[locale, { title: text.title.trim(), body: text.body.trim() }]] : [];
  });
  if (written.length === 0) {
    throw new AppError('VALIDATION', 'An article needs a text.', { fields: { variants: 'has no language' } });
  }
  return { category, state, variants: Object.fromEntries(written) as Article['variants'] };
}

function unknown(): AppError {
  return new AppError('NOT_FOUND', 'There is no such article.');
}
