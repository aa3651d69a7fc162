import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '../auth/actor';
import { canAccess, isModerator, isOnDesk } from '../chat/chat.policy';
import { ChatCache } from '../chat/chat-cache';
import { forbidden } from '../common/app-error';
import { toObjectId } from '../common/object-id';
import { Attachment } from './attachment.schema';
import { gone } from './file-store';

/** Who may read a file: whoever may read a message that carries it; until it is sent, its uploader. */
@Injectable()
export class AttachmentAccess {
  constructor(
    @InjectModel(Attachment.name) private readonly attachments: Model<Attachment>,
    private readonly chats: ChatCache,
  ) {}

  /**
   * Unknown and foreign are one answer. GONE where every message with it was deleted, except to moderators, who decide about
   * what was sent.
   */
  async require(actor: Actor, attachmentId: string): Promise<Attachment> {
    const attachment = await this.attachments.findById(toObjectId(attachmentId)).lean<Attachment>().exec();
    if (!attachment?.storedAt) throw forbidden();
    const isOwnUnused = attachment.chatIds.length === 0 && attachment.ownerId.toHexString() === actor.id;
    if (isOwnUnused || (await this.mayRead(actor, attachment))) return attachment;
    throw forbidden();
  }

  private async mayRead(actor: Actor, { chatIds, goneFrom }: Attachment): Promise<boolean> {
    const left = new Set(goneFrom.map((id) => id.toHexString()));
    let wasReadable = false;
    for (const _id of chatIds) {
      const chatId = _id.toHexString();
      const chat = await this.chats.get(chatId);
      if (!chat) continue;
      if (isModerator(actor, chat) || isOnDesk(actor, chat) || (canAccess(actor, chat) && !left.has(chatId)))
        return true;
      wasReadable ||= canAccess(actor, chat);
    }
    if (wasReadable) throw gone();
    return false;
  }
}
