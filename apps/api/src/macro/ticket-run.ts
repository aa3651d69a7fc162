import type { BulkResultDto, BulkTicketsInput, SupportTicketDto, TicketAction } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '../auth/actor';
import { log } from '../common/log';
import { toAppError } from '../common/to-app-error';
import { MacroService } from './macro.service';
import { TicketActions } from './ticket-actions';
import { TicketRun } from './ticket-run.schema';

/** Macros and bulk changes: each run does its actions once to a ticket, however often it is asked for. */
@Injectable()
export class TicketRuns {
  constructor(
    @InjectModel(TicketRun.name) private readonly runs: Model<TicketRun>,
    private readonly macros: MacroService,
    private readonly actions: TicketActions,
  ) {}

  async runMacro(actor: Actor, ticketId: string, macroId: string, runId: string): Promise<SupportTicketDto> {
    return this.once(actor, ticketId, await this.macros.actionsOf(actor, macroId), runId);
  }

  /** One after the other; a ticket that refuses is told and holds up none of the others. */
  async bulk(actor: Actor, { ticketIds, actions, clientRunId }: BulkTicketsInput): Promise<BulkResultDto[]> {
    await this.actions.requireSound(actions);
    const results: BulkResultDto[] = [];
    for (const ticketId of new Set(ticketIds)) {
      results.push({ ticketId, error: await this.tryOnce(actor, ticketId, actions, clientRunId) });
    }
    return results;
  }

  private async tryOnce(actor: Actor, ticketId: string, actions: TicketAction[], runId: string) {
    try {
      await this.once(actor, ticketId, actions, runId);
      return null;
    } catch (thrown) {
      const { code, message } = toAppError(thrown);
      if (code === 'INTERNAL') log.error({ err: thrown, ticketId }, 'a bulk change failed');
      return { code, message };
    }
  }

  /** Noted as done at the end: a run that a crash cut off is completed by its repeat, and its messages and notes are known by their ids. */
  private async once(actor: Actor, ticketId: string, actions: TicketAction[], runId: string) {
    const _id = `${actor.id}:${runId.toLowerCase()}:${ticketId}`;
    if (await this.runs.exists({ _id })) return this.actions.present(actor, ticketId);
    const ticket = await this.actions.apply(actor, ticketId, actions, runId);
    await this.runs.updateOne({ _id }, { $set: { doneAt: new Date() } }, { upsert: true });
    return ticket;
  }
}
