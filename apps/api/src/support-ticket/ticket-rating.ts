import type { RateTicketInput, SupportTicketDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { AppError } from '../common/app-error';
import { TicketAccess } from './ticket-access';
import { TicketWork } from './ticket-work';

/** How long an answer can be changed, from when it was asked for. */
const CHANGEABLE_MS = 7 * 86_400_000;

/** What customers say about how the desk did. */
@Injectable()
export class TicketRating {
  constructor(
    private readonly access: TicketAccess,
    private readonly work: TicketWork,
  ) {}

  /** By whoever opened the ticket, when they were asked. */
  async rate(actor: Actor, id: string, input: RateTicketInput): Promise<SupportTicketDto> {
    const ticket = await this.access.requireOwn(actor, id);
    const { score, comment = null } = input;
    const { rating } = ticket;
    if (!rating)
      throw new AppError('ILLEGAL_TRANSITION', 'A ticket is rated when it was solved and a rating was asked for.');
    if (rating.score === score && rating.comment === comment) return this.work.apply(actor, ticket, []);
    if (rating.score !== null && Date.now() - rating.askedAt.getTime() > CHANGEABLE_MS) {
      throw new AppError('ILLEGAL_TRANSITION', 'A rating can be changed for a week.');
    }
    const from = rating.score === null ? null : String(rating.score);
    const set = { rating: { askedAt: rating.askedAt, score, comment } };
    return this.work.apply(actor, ticket, [{ field: 'rating', from, to: String(score), set }]);
  }
}
