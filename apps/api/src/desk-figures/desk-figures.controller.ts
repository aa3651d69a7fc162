import type { DeskFiguresDto } from '@app/contracts';
import { Get, Query, Res } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Actor } from '../auth/actor';
import { ApiController } from '../auth/api-controller.decorator';
import { OnlyFor } from '../auth/auth.guard';
import { CurrentActor } from '../auth/current-actor.decorator';
import { DeskFiguresQueryDto } from './desk-figures.dto';
import { DeskFiguresService } from './desk-figures.service';
import { toFiguresCsv } from './figures-csv';

@OnlyFor('agent', 'admin')
@ApiController('desk')
export class DeskFiguresController {
  constructor(private readonly figures: DeskFiguresService) {}

  @Get('figures')
  read(@CurrentActor() actor: Actor, @Query() query: DeskFiguresQueryDto): Promise<DeskFiguresDto> {
    return this.figures.figures(actor, query);
  }

  /** The same as a file, without an envelope. */
  @Get('figures.csv')
  @ApiProduces('text/csv')
  async export(
    @CurrentActor() actor: Actor,
    @Query() query: DeskFiguresQueryDto,
    @Res() response: Response,
  ): Promise<void> {
    const figures = await this.figures.figures(actor, query);
    response
      .setHeader('Content-Disposition', `attachment; filename="desk-${figures.from}-${figures.to}.csv"`)
      .setHeader('Cache-Control', 'private, no-store')
      .setHeader('X-Content-Type-Options', 'nosniff')
      .type('text/csv; charset=utf-8')
      .send(toFiguresCsv(figures, await this.figures.categoryNames(actor)));
  }
}
