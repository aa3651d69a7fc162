import type { OfferHistoryDto, Page } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '../auth/actor';
import { ChatCache } from '../chat/chat-cache';
import { forbidden } from '../common/app-error';
import { Cursors } from '../common/cursor';
import { belowPosition } from '../common/keyset';
import { toObjectId } from '../common/object-id';
import type { PageQueryDto } from '../common/page.dto';
import { toOfferHistoryDto } from './offer.presenter';
import { Offer } from './offer.schema';

const CURSOR = 'offers';

/** Reading offers, each with its steps: for the two sides and for admins. */
@Injectable()
export class OfferHistory {
  constructor(
    @InjectModel(Offer.name) private readonly offers: Model<Offer>,
    private readonly chats: ChatCache,
    private readonly cursors: Cursors,
  ) {}

  /** Unknown and foreign are one answer. */
  async of(actor: Actor, offerId: string): Promise<OfferHistoryDto> {
    const offer = await this.offers.findById(toObjectId(offerId)).lean<Offer>().exec();
    if (!offer) throw forbidden();
    await this.requireReader(actor, offer.chatId.toHexString());
    return toOfferHistoryDto(offer);
  }

  /** All offers of a chat, newest first. */
  async page(actor: Actor, chatId: string, { cursor, limit }: PageQueryDto): Promise<Page<OfferHistoryDto>> {
    await this.requireReader(actor, chatId);
    const list = `${CURSOR}:${chatId}`;
    const position = cursor ? this.cursors.read(list, actor.id, cursor) : null;
    const found = await this.offers
      .find({ chatId: toObjectId(chatId), ...belowPosition('createdAt', position) })
      .sort({ createdAt: -1, _id: -1 })
      .limit(limit + 1)
      .lean<Offer[]>()
      .exec();
    const rows = found.slice(0, limit);
    const last = found.length > limit ? rows.at(-1) : undefined;
    const end = last && [last.createdAt.getTime(), last._id.toHexString()];
    return {
      items: rows.map(toOfferHistoryDto),
      nextCursor: end ? this.cursors.write(list, actor.id, end) : null,
    };
  }

  private async requireReader(actor: Actor, chatId: string): Promise<void> {
    const chat = await this.chats.get(chatId);
    if (!chat || !(chat.members.has(actor.id) || actor.role === 'admin')) throw forbidden();
  }
}
