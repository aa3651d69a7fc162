import type { EvidenceDto, SupportTicketDto } from '@app/contracts';
import { Body, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Actor } from '../auth/actor';
import { ApiController } from '../auth/api-controller.decorator';
import { OnlyFor } from '../auth/auth.guard';
import { CurrentActor } from '../auth/current-actor.decorator';
import { IdPipe } from '../common/id.pipe';
import { PageQueryDto } from '../common/page.dto';
import { EscalateChatDto } from './evidence.dto';
import { EvidenceService } from './evidence.service';

@ApiController('chats')
export class ChatEscalationController {
  constructor(private readonly evidence: EvidenceService) {}

  /** 200 for a first request and for its repeat alike. */
  @Post(':chatId/escalate')
  @HttpCode(200)
  escalate(
    @CurrentActor() actor: Actor,
    @Param('chatId', IdPipe) chatId: string,
    @Body() input: EscalateChatDto,
  ): Promise<SupportTicketDto> {
    return this.evidence.escalate(actor, chatId, input);
  }
}

@OnlyFor('agent', 'admin')
@ApiController('support-tickets')
export class EvidenceController {
  constructor(private readonly evidence: EvidenceService) {}

  @Get(':ticketId/evidence')
  page(
    @CurrentActor() actor: Actor,
    @Param('ticketId', IdPipe) ticketId: string,
    @Query() query: PageQueryDto,
  ): Promise<EvidenceDto> {
    return this.evidence.page(actor, ticketId, query);
  }

  /** The whole of it as a file: the EvidenceDto itself, without an envelope. */
  @Get(':ticketId/evidence/export')
  @ApiProduces('application/json')
  async export(
    @CurrentActor() actor: Actor,
    @Param('ticketId', IdPipe) ticketId: string,
    @Res() response: Response,
  ): Promise<void> {
    const { name, evidence } = await this.evidence.whole(actor, ticketId);
    response
      .setHeader('Content-Disposition', `attachment; filename="${name}"`)
      .setHeader('Cache-Control', 'private, no-store')
      .setHeader('X-Content-Type-Options', 'nosniff')
      .type('application/json')
      .send(JSON.stringify(evidence, null, 2));
  }
}
