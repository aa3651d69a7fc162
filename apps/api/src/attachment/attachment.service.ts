import type { AttachmentDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { LiveChat } from '../chat/chat-cache';
import { AppError, forbidden } from '../common/app-error';
import { type ObjectId, toObjectId } from '../common/object-id';
import { toAttachmentDto } from './attachment.presenter';
import { Attachment, type AttachmentUse } from './attachment.schema';

/** Which messages carry which uploads. This room knows no messages: it is told. */
@Injectable()
export class AttachmentService {
  constructor(@InjectModel(Attachment.name) private readonly attachments: Model<Attachment>) {}

  /**
   * Takes a person's own uploads for one send, in the order asked for. The claim is the guarded write: of two messages at once
   * one gets it, and a repeat of the same send finds its own. All or none.
   * @throws FORBIDDEN for what is not theirs, ATTACHMENT_USED for what another message carries.
   */
  async claim(chat: LiveChat, senderId: string, clientMsgId: string, ids: readonly string[]): Promise<AttachmentDto[]> {
    const use: AttachmentUse = {
      chatId: toObjectId(chat.id),
      senderId: toObjectId(senderId),
      clientMsgId,
      claimedAt: new Date(),
    };
    const claims = await Promise.allSettled(ids.map((id) => this.claimOne(use, toObjectId(id))));
    const claimed = claims.flatMap((claim) => (claim.status === 'fulfilled' ? [claim.value] : []));
    const refusal = claims.find((claim) => claim.status === 'rejected')?.reason ?? misfit(claimed);
    if (!refusal) return claimed.map(toAttachmentDto);
    await this.giveBack(
      use,
      claimed.filter(({ usedBy }) => usedBy === null).map(({ _id }) => _id),
    );
    throw refusal;
  }

  /** A forwarded message carries the same files; who may read it may read them. */
  async share(chat: LiveChat, ids: readonly string[]): Promise<void> {
    const chatId = toObjectId(chat.id);
    const change = { $addToSet: { chatIds: chatId }, $pull: { goneFrom: chatId } };
    await this.attachments.updateMany({ _id: { $in: ids.map(toObjectId) } }, change);
  }

  /** No message of that chat carries these any more. */
  async leave(chat: LiveChat, ids: readonly string[]): Promise<void> {
    const chatId = toObjectId(chat.id);
    await this.attachments.updateMany({ _id: { $in: ids.map(toObjectId) } }, { $addToSet: { goneFrom: chatId } });
  }

  /** Of these files those that there are, and whether that chat may read them. */
  async readableIn(chatId: ObjectId, ids: readonly string[]): Promise<Map<string, boolean>> {
    const rows = await this.attachments
      .find({ _id: { $in: ids.map(toObjectId) } }, { chatIds: 1, goneFrom: 1 })
      .lean<Pick<Attachment, '_id' | 'chatIds' | 'goneFrom'>[]>()
      .exec();
    const has = (list: ObjectId[]) => list.some((id) => id.equals(chatId));
    return new Map(rows.map(({ _id, chatIds, goneFrom }) => [_id.toHexString(), has(chatIds) && !has(goneFrom)]));
  }

  /** Answers the upload as it was before the claim. */
  private async claimOne(use: AttachmentUse, _id: ObjectId): Promise<Attachment> {
    const free = { usedBy: null };
    const own = { 'usedBy.chatId': use.chatId, 'usedBy.senderId': use.senderId, 'usedBy.clientMsgId': use.clientMsgId };
    const before = await this.attachments
      .findOneAndUpdate(
        { _id, ownerId: use.senderId, storedAt: { $ne: null }, $or: [free, own] },
        { $set: { usedBy: use }, $addToSet: { chatIds: use.chatId } },
        { returnDocument: 'before' },
      )
      .lean<Attachment>()
      .exec();
    if (before) return before;
    const isOwn = await this.attachments.exists({ _id, ownerId: use.senderId, storedAt: { $ne: null } });
    throw isOwn ? new AppError('ATTACHMENT_USED', 'Another message carries this file.') : forbidden();
  }

  private async giveBack({ chatId, clientMsgId }: AttachmentUse, ids: ObjectId[]): Promise<void> {
    await this.attachments.updateMany(
      { _id: { $in: ids }, 'usedBy.chatId': chatId, 'usedBy.clientMsgId': clientMsgId },
      { $set: { usedBy: null }, $pull: { chatIds: chatId } },
    );
  }
}

function misfit(claimed: Attachment[]): AppError | null {
  if (claimed.length === 1 || claimed.every(({ kind }) => kind !== 'voice')) return null;
  return new AppError('VALIDATION', 'A voice note comes alone.', { fields: { attachmentIds: 'voice' } });
}
