import type { BulkResultDto, SupportTicketDto } from '@app/contracts';
import { Body, HttpCode, Param, Post } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { ApiController } from '../auth/api-controller.decorator';
import { OnlyFor } from '../auth/auth.guard';
import { CurrentActor } from '../auth/current-actor.decorator';
import { IdPipe } from '../common/id.pipe';
import { BulkTicketsDto, RunMacroDto } from './macro.dto';
import { TicketRuns } from './ticket-run';

/** Several actions at once, on one ticket or on many. */
@OnlyFor('agent', 'admin')
@ApiController('support-tickets')
export class TicketRunController {
  constructor(private readonly runs: TicketRuns) {}

  @Post(':ticketId/macros/:macroId')
  @HttpCode(200)
  runMacro(
    @CurrentActor() actor: Actor,
    @Param('ticketId', IdPipe) ticketId: string,
    @Param('macroId', IdPipe) macroId: string,
    @Body() { clientRunId }: RunMacroDto,
  ): Promise<SupportTicketDto> {
    return this.runs.runMacro(actor, ticketId, macroId, clientRunId);
  }

  @Post('bulk')
  @HttpCode(200)
  bulk(@CurrentActor() actor: Actor, @Body() input: BulkTicketsDto): Promise<BulkResultDto[]> {
    return this.runs.bulk(actor, input);
  }
}
