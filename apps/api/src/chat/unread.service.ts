import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Document } from 'mongodb';
import type { Model } from 'mongoose';
import { type ObjectId, toObjectId } from '../common/object-id';
import { partsOf } from '../common/parts';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import { Message } from '../message/message.schema';

interface ReadPosition {
  _id: ObjectId;
  headSeq: number;
  lastReadSeq: number;
}

/** What is asked of the messages, and who waits for the answer. */
interface Question {
  asked: Document;
  max: number;
  resolve: (count: number) => void;
  reject: (error: unknown) => void;
}

/** Of one command; MongoDB takes a thousand stages. */
const QUESTIONS_MAX = 200;

/**
 * Unread, computed: live messages above the reader's marker that are not theirs and not system lines. Never stored, so
 * it cannot drift. The only place outside the message room that reads its collection.
 */
@Injectable()
export class UnreadService {
  readonly max: number;
  private asking: Question[] = [];

  constructor(
    @InjectModel(Message.name) private readonly messages: Model<Message>,
    @Inject(CONFIG) config: Config,
  ) {
    this.max = config.limits.unreadCountMax;
  }

  /** Unread of one chat for one reader, counted up to `limits.unreadCountMax`. */
  async count(readerId: string, position: ReadPosition, max = this.max): Promise<number> {
    if (position.lastReadSeq >= position.headSeq) return 0;
    const asked = {
      chatId: position._id,
      // Not above the head: a fact that the reader has yet to hear adds what came after it.
      seq: { $gt: position.lastReadSeq, $lte: position.headSeq },
      senderId: { $nin: [null, toObjectId(readerId)] },
      deletedAt: null,
    };
    return new Promise((resolve, reject) => {
      if (this.asking.push({ asked, max, resolve, reject }) === 1) setImmediate(() => this.answerTurn());
    });
  }

  async hasUnread(readerId: string, position: ReadPosition): Promise<boolean> {
    return (await this.count(readerId, position, 1)) > 0;
  }

  /** A list with forty unread chats asks forty times in one turn; that is one command. */
  private answerTurn(): void {
    const turn = this.asking;
    this.asking = [];
    for (const part of partsOf(turn, QUESTIONS_MAX)) void this.answer(part);
  }

  private async answer(questions: Question[]): Promise<void> {
    try {
      const counts = await this.countAll(questions);
      for (const [index, { resolve }] of questions.entries()) resolve(counts.get(index) ?? 0);
    } catch (error) {
      for (const { reject } of questions) reject(error);
    }
  }

  /** By the place of the question; none where nothing is unread. */
  private async countAll(questions: Question[]): Promise<Map<number, number>> {
    const { collection } = this.messages;
    const [first = [], ...others] = questions.map(({ asked, max }, _id) => [
      { $match: asked },
      { $limit: max },
      { $group: { _id, n: { $sum: 1 } } },
    ]);
    const unions = others.map((pipeline) => ({ $unionWith: { coll: collection.collectionName, pipeline } }));
    const found = await collection.aggregate<{ _id: number; n: number }>([...first, ...unions]).toArray();
    return new Map(found.map(({ _id, n }) => [_id, n]));
  }
}
