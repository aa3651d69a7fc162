import type { ArticleDto, ArticleHelpfulInput, ArticleHitDto, Locale, Page, SnippetDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '../auth/actor';
import { AppError } from '../common/app-error';
import { Cursors } from '../common/cursor';
import { toObjectId } from '../common/object-id';
import { RateLimits } from '../common/rate-limit';
import { cutText } from '../common/text.rule';
import { searchWordsOf } from '../message/search-terms';
import { toSnippet } from '../message/snippet';
import { TicketCategories } from '../ticket-category/ticket-categories';
import { UserService } from '../user/user.service';
import type { ArticleReadQueryDto, ArticleSearchQueryDto } from './article.dto';
import { textFor, toArticleDto } from './article.presenter';
import { Article } from './article.schema';
import { ArticleAnswers } from './article-answers';
import { type ArticleFind, ArticleIndex } from './article-index';

const SNIPPET_MAX = 160;

/** The knowledge base as readers see it: published articles, in their language or the first there is. */
@Injectable()
export class ArticleService {
  constructor(
    @InjectModel(Article.name) private readonly articles: Model<Article>,
    private readonly index: ArticleIndex,
    private readonly answers: ArticleAnswers,
    private readonly users: UserService,
    private readonly cursors: Cursors,
    private readonly limits: RateLimits,
    private readonly categories: TicketCategories,
  ) {}

  async search(actor: Actor, { cursor, limit, ...aim }: ArticleSearchQueryDto): Promise<Page<ArticleHitDto>> {
    await this.categories.requireKnown([aim.category], actor);
    const list = `articles ${aim.category ?? ''} ${aim.query ?? ''}`;
    const from = cursor ? Number(this.cursors.read(list, actor.id, cursor)[0]) : 0;
    await this.limits.consume('articleSearch', actor.id);
    const language = await this.languageOf(actor, aim.locale);
    const found = await this.index.find({ query: aim.query, category: aim.category, language });
    const to = from + limit;
    return {
      items: await this.hitsOf(found.slice(from, to), aim.query === undefined ? language : null, aim.query),
      nextCursor: to < found.length ? this.cursors.write(list, actor.id, [to]) : null,
    };
  }

  /** Drafts are for admins; to everybody else they do not exist. */
  async get(actor: Actor, id: string, { locale }: ArticleReadQueryDto): Promise<ArticleDto> {
    const article = await this.require(actor, id);
    const isForAdmin = actor.role === 'admin';
    const [language, isHelpfulToMe, helpful] = await Promise.all([
      this.languageOf(actor, locale),
      this.answers.of(article._id, actor.id),
      isForAdmin ? this.answers.figuresOf(article._id) : { yes: 0, no: 0 },
    ]);
    return toArticleDto(article, { language, isForAdmin, helpful, isHelpfulToMe });
  }

  async setHelpful(actor: Actor, id: string, { isHelpful }: ArticleHelpfulInput): Promise<ArticleDto> {
    const { _id } = await this.require(actor, id);
    await this.limits.consume('articleAnswer', actor.id);
    await this.answers.put(_id, actor.id, isHelpful);
    return this.get(actor, id, {});
  }

  /** `language` null: each in the one it was found in. What was unpublished since is left out. */
  private async hitsOf(found: ArticleFind[], language: Locale | null, query?: string): Promise<ArticleHitDto[]> {
    const words = query === undefined ? null : searchWordsOf(query);
    const rows = await this.articles
      .find({ _id: { $in: found.map(({ id }) => toObjectId(id)) }, state: 'published' })
      .lean<Article[]>()
      .exec();
    const byId = new Map(rows.map((row) => [row._id.toHexString(), row]));
    return found.flatMap((find) => {
      const article = byId.get(find.id);
      if (!article) return [];
      const { language: shown, text } = textFor(article, language ?? find.language);
      const snippet = words ? toSnippet(plain(text.body), words) : beginningOf(plain(text.body));
      return [{ id: find.id, category: article.category, language: shown, title: text.title, snippet }];
    });
  }

  private async require(actor: Actor, id: string): Promise<Article> {
    const article = await this.articles.findById(toObjectId(id)).lean<Article>().exec();
    if (article && (article.state === 'published' || actor.role === 'admin')) return article;
    throw new AppError('NOT_FOUND', 'There is no such article.');
  }

  private async languageOf(actor: Actor, locale: Locale | undefined): Promise<Locale> {
    return locale ?? (await this.users.me(actor.id)).locale;
  }
}

/** Without the marks of lists, which mean nothing in one line. */
function plain(body: string): string {
  return body.replace(/^- /gm, '');
}

function beginningOf(body: string): SnippetDto {
  return { text: cutText(body, SNIPPET_MAX), ranges: [] };
}
