import type { TicketState } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { type Actor, HOUSE } from '../auth/actor';
import { isDuplicateKey } from '../common/mongo-error';
import { RatingAsk } from './rating-ask.schema';
import type { StoredRating, SupportTicket } from './support-ticket.schema';

const WEEK_MS = 7 * 86_400_000;

/** When customers are asked how the desk did: once per resolution by a person, at most once a week, and not after a reopening. */
@Injectable()
export class RatingAsks {
  constructor(@InjectModel(RatingAsk.name) private readonly asks: Model<RatingAsk>) {}

  /** What a step to another state writes about the rating, together with it. */
  async following(
    actor: Actor,
    ticket: SupportTicket,
    state: TicketState | undefined,
  ): Promise<{ rating?: StoredRating | null }> {
    if (state === 'solved') return actor !== HOUSE && (await this.take(ticket)) ? { rating: asked() } : {};
    if (state === undefined || state === 'closed' || ticket.rating?.score !== null) return {};
    await this.giveBack(ticket);
    return { rating: null };
  }

  /** The customer was not asked after all. */
  async giveBack({ _id, requesterId }: SupportTicket): Promise<void> {
    await this.asks.deleteOne({ _id: requesterId, ticketId: _id });
  }

  private async take({ _id, requesterId }: SupportTicket): Promise<boolean> {
    const now = new Date();
    const isFree = { _id: requesterId, askedAt: { $lte: new Date(now.getTime() - WEEK_MS) } };
    try {
      await this.asks.updateOne(isFree, { $set: { ticketId: _id, askedAt: now } }, { upsert: true });
      return true;
    } catch (error) {
      // The customer's document is there, and younger than a week.
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }
}

function asked(): StoredRating {
  return { askedAt: new Date(), score: null, comment: null };
}
