import { toGist } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { LiveChat } from '../chat/chat-cache';
import { toObjectId } from '../common/object-id';
import type { BellRevision } from '../notification/bell-writer';
import type { Notification } from '../notification/notification.schema';
import { isMentionRow, NotificationService, toBellText } from '../notification/notification.service';
import { carriedBy } from './message.presenter';
import { Message } from './message.schema';
import { PLAIN_GIST } from './quote';

/** A row shows one of the newest messages; what is older is asked for alone. */
const NEWEST = 50;

type Revision = Omit<BellRevision, 'groupKey' | 'lastSeq'>;

/**
 * Keeps the bell in line with messages that change: an edited text shows there too, a deleted one is gone and counts no
 * more. Worked out from the messages each time, so a repeat does no harm.
 */
@Injectable()
export class BellFollower {
  constructor(
    @InjectModel(Message.name) private readonly messages: Model<Message>,
    private readonly notifications: NotificationService,
  ) {}

  async follow(chat: LiveChat, changed: Message): Promise<void> {
    const rows = await this.notifications.rowsFrom(chat.id, chat.members.keys(), changed.seq);
    if (rows.length === 0) return;
    const newest = await this.liveMessages(chat.id, Math.max(...rows.map(({ lastSeq }) => lastSeq)), NEWEST);
    for (const row of rows) await this.notifications.revise(row, await this.revisionOf(chat, row, newest));
  }

  /** What a row should say. `newest` saves looking when many rows show the same message. */
  async revisionOf(chat: LiveChat, row: Notification, newest: Message[] = []): Promise<Revision> {
    const shown = newest.find((message) => isFor(row, message)) ?? (await this.newestFor(chat.id, row));
    const count = row.readAt ? 0 : await this.countOf(chat, row);
    const gist = shown ? toGist({ type: shown.type, ...carriedBy(shown) }) : PLAIN_GIST;
    return { senderId: shown?.senderId ?? null, text: toBellText(shown?.text ?? ''), gist, count };
  }

  /** What is still unread of what the row counted; messages that never rang are not added. */
  private async countOf(chat: LiveChat, row: Notification): Promise<number> {
    const lastReadSeq = chat.members.get(row.userId.toHexString())?.lastReadSeq ?? 0;
    const unread = await this.messages
      .countDocuments({
        chatId: toObjectId(chat.id),
        seq: { $gt: lastReadSeq, $lte: row.lastSeq },
        ...standingFor(row),
      })
      .limit(row.count)
      .exec();
    return Math.min(row.count, unread);
  }

  private liveMessages(chatId: string, upTo: number, limit: number): Promise<Message[]> {
    return this.messages
      .find({ chatId: toObjectId(chatId), seq: { $lte: upTo }, senderId: { $ne: null }, deletedAt: null })
      .sort({ seq: -1 })
      .limit(limit)
      .lean<Message[]>()
      .exec();
  }

  private newestFor(chatId: string, row: Notification): Promise<Message | null> {
    return this.messages
      .findOne({ chatId: toObjectId(chatId), seq: { $lte: row.lastSeq }, ...standingFor(row) })
      .sort({ seq: -1 })
      .lean<Message>()
      .exec();
  }
}

/** The messages that a row may stand for: others' live ones, or those of them that speak to its owner. */
function standingFor(row: Notification) {
  const { userId } = row;
  const spokenTo = isMentionRow(row) ? { 'mentions.userId': userId.toHexString() } : {};
  return { senderId: { $nin: [null, userId] }, deletedAt: null, ...spokenTo };
}

function isFor(row: Notification, { seq, senderId, mentions = [] }: Message): boolean {
  const { userId, lastSeq } = row;
  const isMeant = !isMentionRow(row) || mentions.some((mention) => mention.userId === userId.toHexString());
  return seq <= lastSeq && !senderId?.equals(userId) && isMeant;
}
