import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { LiveChat } from '../chat/chat-cache';
import { AppError, forbidden } from '../common/app-error';
import { failpoint } from '../common/failpoint';
import { KeyedQueue } from '../common/keyed-queue';
import { errorsOfItems, isDuplicateKey } from '../common/mongo-error';
import { newObjectId, type ObjectId, toObjectId } from '../common/object-id';
import { WriteBatch } from '../common/write-batch';
import { Message, type StoredQuote } from './message.schema';
import type { MessageContent } from './message-content';
import { termsOf } from './search-terms';
import { shelfOf } from './shelf';

const MAX_ATTEMPTS = 20;
const JITTER_MS = 20;
/** Of one message. Who missed more changes of it than these has read the head anew since. */
const HELD_REVS_MAX = 64;

/** Who sends what under which id: tells a retry from a new message, and from a reused id. */
export interface SendIdentity {
  /** Null: the house. */
  senderId: string | null;
  clientMsgId: string;
  /** What was asked for, in plain values. */
  body: unknown;
}

/** What the row will hold. */
export interface MessageDraft {
  content: MessageContent;
  replyTo: StoredQuote | null;
}

export interface Appended {
  message: Message;
  /** This clientMsgId was stored before; `message` is that first row. */
  isDuplicate: boolean;
}

/** The fields that a change sets; the log gives it its rev. */
export type MessageChange = Partial<
  Pick<
    Message,
    'text' | 'mentions' | 'terms' | 'replyTo' | 'offer' | 'reactions' | 'history' | 'editedAt' | 'deletedAt'
  >
>;

/** What to set on a message as it now is; null: nothing. Throws to refuse. Runs in the chat's turn. */
export type DecideChange = (message: Message) => MessageChange | null | Promise<MessageChange | null>;

export interface Changed {
  message: Message;
  /** False: the message already was so, nothing was written and nothing needs to be told. */
  isChanged: boolean;
}

/**
 * The append algorithm. The order of a chat is decided by one insert of `seq = head + 1` under a unique index; there is
 * no counter that could run ahead of its row. Whoever loses the race reads the head and tries again.
 */
@Injectable()
export class MessageLog {
  private readonly queue = new KeyedQueue();
  private readonly inserts = new WriteBatch<Message>((rows) => this.insertMany(rows));

  constructor(@InjectModel(Message.name) private readonly messages: Model<Message>) {}

  /**
   * Stores a message as the chat's next one, exactly once for its (chat, sender, clientMsgId). The draft is made when its
   * turn in the chat has come. A draft that is refused is no fault when the message was stored before: a repeat of a send is
   * acknowledged even if it could not be sent now.
   * @throws CLIENT_MSG_ID_REUSED when that id carries another body, BUSY when the chat is too contended, and the refusal.
   */
  append(chat: LiveChat, identity: SendIdentity, makeDraft: () => Promise<MessageDraft>): Promise<Appended> {
    return this.queue.run(chat.id, async () => {
      const draft = await makeDraft().catch((refusal: unknown) => refusal);
      if (isDraft(draft)) return this.appendNext(chat, identity, draft);
      const first = await this.findFirst(chat.id, identity);
      if (!first) throw draft;
      return asDuplicate(first, hashOf(identity));
    });
  }

  /**
   * Gives a stored message new content under the chat's next rev. `decide` sees the message as it is at that moment and
   * answers what to set, null when nothing is to be done, or throws a refusal. The write holds only for the rev that was
   * seen, and the unique indexes of revs decide between processes, as for an append: nobody gets one that another message has or had.
   */
  change(chat: LiveChat, messageId: ObjectId, decide: DecideChange): Promise<Changed> {
    return this.queue.run(chat.id, () => this.changeNext(chat, messageId, decide));
  }

  /** Runs a job while nothing is appended to the chat or changed in it. */
  inTurn<T>(chat: LiveChat, job: () => Promise<T>): Promise<T> {
    return this.queue.run(chat.id, job);
  }

  /** One append of a chat is in flight at a time, so the head kept here needs no read. */
  private async appendNext(chat: LiveChat, identity: SendIdentity, draft: MessageDraft): Promise<Appended> {
    const bodyHash = hashOf(identity);
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const message = toRow(chat, identity, draft, bodyHash);
      try {
        await this.inserts.add(message);
        chat.headSeq = Math.max(chat.headSeq, message.seq);
        chat.headRev = Math.max(chat.headRev, message.rev);
        return { message, isDuplicate: false };
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      const [first] = await Promise.all([this.findFirst(chat.id, identity), this.readHead(chat)]);
      if (first) return asDuplicate(first, bodyHash);
      if (attempt > 0) await jitter(attempt);
    }
    throw busy();
  }

  private async changeNext(chat: LiveChat, messageId: ObjectId, decide: DecideChange): Promise<Changed> {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const message = await this.messages.findById(messageId).lean<Message>().exec();
      if (!message) throw forbidden();
      const change = await decide(message);
      if (!change) return { message, isChanged: false };
      const rev = Math.max(chat.headRev, message.rev) + 1;
      try {
        const seen = { _id: messageId, rev: message.rev };
        const set = { ...change, rev, heldRevs: heldBy(message, rev) };
        const { matchedCount } = await this.messages.collection.updateOne(seen, { $set: set });
        if (matchedCount === 1) {
          chat.headRev = rev;
          return { message: { ...message, ...set }, isChanged: true };
        }
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        await this.readHead(chat);
      }
      await jitter(attempt);
    }
    throw busy();
  }

  private async insertMany(rows: Message[]): Promise<(unknown | undefined)[]> {
    try {
      failpoint('beforeInsert');
      await this.messages.collection.insertMany(rows, { ordered: false });
      failpoint('afterInsert');
      return rows.map(() => undefined);
    } catch (failure) {
      return errorsOfItems(failure, rows.length);
    }
  }

  private findFirst(chatId: string, { senderId, clientMsgId }: SendIdentity): Promise<Message | null> {
    const sender = senderId === null ? null : toObjectId(senderId);
    return this.messages
      .findOne({ chatId: toObjectId(chatId), senderId: sender, clientMsgId })
      .lean<Message>()
      .exec();
  }

  /** Another process, or a crash before the chat's head was written, was ahead of what is known here. */
  private async readHead(chat: LiveChat): Promise<void> {
    const chatId = toObjectId(chat.id);
    const [bySeq, byRev] = await Promise.all([
      this.messages.findOne({ chatId }, { seq: 1 }).sort({ seq: -1 }).lean<Message>().exec(),
      this.messages.findOne({ chatId }, { rev: 1 }).sort({ rev: -1 }).lean<Message>().exec(),
    ]);
    chat.headSeq = Math.max(chat.headSeq, bySeq?.seq ?? 0);
    chat.headRev = Math.max(chat.headRev, byRev?.rev ?? 0);
  }
}

function toRow(
  chat: LiveChat,
  { senderId, clientMsgId }: SendIdentity,
  { content, replyTo }: MessageDraft,
  bodyHash: string,
): Message {
  const { type, text, mentions, system, carried, isForwarded } = content;
  const rev = chat.headRev + 1;
  return {
    _id: newObjectId(),
    chatId: toObjectId(chat.id),
    seq: chat.headSeq + 1,
    rev,
    heldRevs: [rev],
    senderId: senderId === null ? null : toObjectId(senderId),
    clientMsgId,
    bodyHash,
    type,
    text,
    terms: termsOf(text),
    shelf: shelfOf(toObjectId(chat.id), chat.headSeq + 1),
    system,
    replyTo,
    ...(mentions && { mentions }),
    ...carried,
    ...(isForwarded && { isForwarded }),
    editedAt: null,
    deletedAt: null,
    createdAt: new Date(),
  };
}

function heldBy({ rev, heldRevs = [rev] }: Message, next: number): number[] {
  return [...heldRevs, next].slice(-HELD_REVS_MAX);
}

function isDraft(made: unknown): made is MessageDraft {
  return typeof made === 'object' && made !== null && 'content' in made;
}

function hashOf({ body }: SendIdentity): string {
  return createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 22);
}

function asDuplicate(first: Message, bodyHash: string): Appended {
  if (first.bodyHash === bodyHash) return { message: first, isDuplicate: true };
  throw new AppError('CLIENT_MSG_ID_REUSED', 'This clientMsgId was used for another message.');
}

function busy(): AppError {
  return new AppError('BUSY', 'The chat is busy. Try again soon.', { retryAfterMs: 1_000 });
}

function jitter(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * JITTER_MS * (attempt + 1)));
}
