import type { ArticleDto, ArticleHitDto, Page } from '@app/contracts';
import { Body, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { ApiController } from '../auth/api-controller.decorator';
import { AlsoForGuests, OnlyFor } from '../auth/auth.guard';
import { CurrentActor } from '../auth/current-actor.decorator';
import { IdPipe } from '../common/id.pipe';
import { PageQueryDto } from '../common/page.dto';
import { ArticleHelpfulDto, ArticleInputDto, ArticleReadQueryDto, ArticleSearchQueryDto } from './article.dto';
import { ArticleService } from './article.service';
import { ArticleEditing } from './article-editing';

@ApiController('articles')
export class ArticleController {
  constructor(
    private readonly articles: ArticleService,
    private readonly editing: ArticleEditing,
  ) {}

  @AlsoForGuests()
  @Get()
  search(@CurrentActor() actor: Actor, @Query() query: ArticleSearchQueryDto): Promise<Page<ArticleHitDto>> {
    return this.articles.search(actor, query);
  }

  /** Drafts included. */
  @OnlyFor('admin')
  @Get('all')
  list(@CurrentActor() actor: Actor, @Query() query: PageQueryDto): Promise<Page<ArticleDto>> {
    return this.editing.list(actor, query);
  }

  @OnlyFor('admin')
  @Post()
  @HttpCode(200)
  create(@CurrentActor() actor: Actor, @Body() input: ArticleInputDto): Promise<ArticleDto> {
    return this.editing.create(actor, input);
  }

  @AlsoForGuests()
  @Get(':articleId')
  get(
    @CurrentActor() actor: Actor,
    @Param('articleId', IdPipe) articleId: string,
    @Query() query: ArticleReadQueryDto,
  ): Promise<ArticleDto> {
    return this.articles.get(actor, articleId, query);
  }

  @OnlyFor('admin')
  @Put(':articleId')
  update(
    @CurrentActor() actor: Actor,
    @Param('articleId', IdPipe) articleId: string,
    @Body() input: ArticleInputDto,
  ): Promise<ArticleDto> {
    return this.editing.update(actor, articleId, input);
  }

  @OnlyFor('admin')
  @Delete(':articleId')
  remove(@Param('articleId', IdPipe) articleId: string): Promise<void> {
    return this.editing.remove(articleId);
  }

  @AlsoForGuests()
  @Put(':articleId/helpful')
  setHelpful(
    @CurrentActor() actor: Actor,
    @Param('articleId', IdPipe) articleId: string,
    @Body() input: ArticleHelpfulDto,
  ): Promise<ArticleDto> {
    return this.articles.setHelpful(actor, articleId, input);
  }
}
