import type { OfferState } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { AppError } from '../common/app-error';
import { isDuplicateKey } from '../common/mongo-error';
import { type ObjectId, toObjectId } from '../common/object-id';
import { Offer, type StoredSend } from './offer.schema';

/** What is written with the end of an offer. */
export interface OfferEnd {
  state: Exclude<OfferState, 'live'>;
  closed: StoredSend | null;
  lockSeq?: number;
}

/** The rows of offers. Each step is one write that holds only for what was seen. */
@Injectable()
export class OfferStore {
  constructor(@InjectModel(Offer.name) private readonly offers: Model<Offer>) {}

  find(id: ObjectId): Promise<Offer | null> {
    return this.offers.findById(id).lean<Offer>().exec();
  }

  /** The one that this send made. */
  findMade(chatId: string, senderId: string, clientMsgId: string): Promise<Offer | null> {
    return this.offers
      .findOne({ chatId: toObjectId(chatId), makerId: toObjectId(senderId), clientMsgId })
      .lean<Offer>()
      .exec();
  }

  findLive(chatId: string, makerId: string): Promise<Offer | null> {
    return this.offers
      .findOne({ chatId: toObjectId(chatId), makerId: toObjectId(makerId), state: 'live' })
      .lean<Offer>()
      .exec();
  }

  /** @throws OFFER_LIVE when its side has a live one. */
  async insert(offer: Offer): Promise<void> {
    try {
      await this.offers.collection.insertOne(offer);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      throw new AppError('OFFER_LIVE', 'You have a live offer here. Withdraw it first.');
    }
  }

  /** Ends a live offer whose time is not over; null when it was not live any more. */
  close({ _id }: Offer, end: OfferEnd): Promise<Offer | null> {
    const now = new Date();
    return this.end({ _id, state: 'live', expiresAt: { $gt: now } }, end, now);
  }

  /** Ends a live offer because its time is over; null when it was not live any more. */
  expire(_id: ObjectId): Promise<Offer | null> {
    return this.end({ _id, state: 'live' }, { state: 'expired', closed: null }, new Date());
  }

  /** Takes back an offer that nobody was told of. */
  async drop({ _id }: Offer): Promise<void> {
    await this.offers.deleteOne({ _id, state: 'live', isSettled: false });
  }

  /** What this step left to do is done. A making that was overtaken by its end is the end's to settle. */
  async markSettled({ _id }: Offer, step: 'made' | 'closed'): Promise<void> {
    await this.offers.updateOne({ _id, ...(step === 'made' && { state: 'live' }) }, { $set: { isSettled: true } });
  }

  /** Those with a step that may not have been told: of one chat, or the oldest of all. */
  unsettled(chatId: ObjectId | null, limit: number): Promise<Offer[]> {
    return this.offers
      .find({ isSettled: false, ...(chatId && { chatId }) })
      .sort({ _id: 1 })
      .limit(limit)
      .lean<Offer[]>()
      .exec();
  }

  ofChat(chatId: ObjectId): Promise<Offer[]> {
    return this.offers.find({ chatId }).sort({ createdAt: 1, _id: 1 }).lean<Offer[]>().exec();
  }

  /** Whether an offer was accepted after a message of this seq was sent. */
  async isLocked(chatId: ObjectId, seq: number): Promise<boolean> {
    return (await this.offers.exists({ chatId, lockSeq: { $gte: seq } }).exec()) !== null;
  }

  private end(filter: Record<string, unknown>, end: OfferEnd, closedAt: Date): Promise<Offer | null> {
    return this.offers
      .findOneAndUpdate(filter, { $set: { ...end, closedAt, isSettled: false } }, { returnDocument: 'after' })
      .lean<Offer>()
      .exec();
  }
}
