import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { type ObjectId, toObjectId } from '../common/object-id';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import { Message } from '../message/message.schema';

interface ReadPosition {
  _id: ObjectId;
  headSeq: number;
  lastReadSeq: number;
}

/**
 * Unread, computed: live messages above the reader's marker that are not theirs and not system lines. Never stored, so
 * it cannot drift. The only place outside the message room that reads its collection.
 */
@Injectable()
export class UnreadService {
  readonly max: number;

  constructor(
    @InjectModel(Message.name) private readonly messages: Model<Message>,
    @Inject(CONFIG) config: Config,
  ) {
    this.max = config.limits.unreadCountMax;
  }

  /** Unread of one chat for one reader, counted up to `limits.unreadCountMax`. */
  async count(readerId: string, position: ReadPosition, max = this.max): Promise<number> {
    if (position.lastReadSeq >= position.headSeq) return 0;
    return this.messages
      .countDocuments({
        chatId: position._id,
        // Not above the head: a fact that the reader has yet to hear adds what came after it.
        seq: { $gt: position.lastReadSeq, $lte: position.headSeq },
        senderId: { $nin: [null, toObjectId(readerId)] },
        deletedAt: null,
      })
      .limit(max)
      .exec();
  }

  async hasUnread(readerId: string, position: ReadPosition): Promise<boolean> {
    return (await this.count(readerId, position, 1)) > 0;
  }
}
