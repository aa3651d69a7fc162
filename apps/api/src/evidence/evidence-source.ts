import type { EvidencePartDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Chat } from '../chat/chat.schema';
import { forbidden } from '../common/app-error';
import { toObjectId } from '../common/object-id';
import { toMessageDto } from '../message/message.presenter';
import { Message } from '../message/message.schema';
import { toOfferDto } from '../offer/offer.presenter';
import { OfferStore } from '../offer/offer-store';
import { UserService } from '../user/user.service';

/** Of a longer chat the newest are taken; `headSeq` of the first part tells how many there were. */
export const EVIDENCE_MESSAGES_MAX = 5_000;
const STEP = 200;

/** What there is to freeze of a chat: who and about what, every message with its earlier texts, every offer. */
@Injectable()
export class EvidenceSource {
  constructor(
    @InjectModel(Chat.name) private readonly chats: Model<Chat>,
    @InjectModel(Message.name) private readonly messages: Model<Message>,
    private readonly offers: OfferStore,
    private readonly users: UserService,
  ) {}

  async *partsOf(chatId: string): AsyncGenerator<EvidencePartDto[]> {
    const _id = toObjectId(chatId);
    const chat = await this.chats.findById(_id).lean<Chat>().exec();
    if (!chat) throw forbidden();
    const memberIds = chat.members.map(({ userId }) => userId.toHexString());
    const members = [...(await this.users.summariesOf(memberIds)).values()];
    const { context, headSeq } = chat;
    yield [{ kind: 'chat', chatId, members, context, headSeq }];
    let from = Math.max(1, headSeq - EVIDENCE_MESSAGES_MAX + 1);
    for (;;) {
      const rows = await this.messages
        .find({ chatId: _id, seq: { $gte: from, $lte: headSeq } })
        .sort({ seq: 1 })
        .limit(STEP)
        .lean<Message[]>()
        .exec();
      if (rows.length === 0) break;
      yield rows.map(toPart);
      from = (rows.at(-1)?.seq ?? headSeq) + 1;
    }
    yield (await this.offers.ofChat(_id)).map((offer) => ({ kind: 'offer', offer: toOfferDto(offer) }));
  }
}

/** A tombstone gives back what it said and carried: its last text is the newest one of its history. */
function toPart(row: Message): EvidencePartDto {
  const versions = (row.history ?? []).map(({ text, replacedAt }) => ({ text, at: replacedAt.toISOString() }));
  const last = row.deletedAt ? versions.pop() : undefined;
  const message = { ...toMessageDto(row), attachments: row.attachments ?? [] };
  return { kind: 'message', message, text: last?.text ?? row.text, edits: versions };
}
