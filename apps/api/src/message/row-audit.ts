import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Chat, type ChatMember } from '../chat/chat.schema';
import { ChatCache } from '../chat/chat-cache';
import { UnreadService } from '../chat/unread.service';
import { compare, type Difference } from './difference';
import { Message, type StoredQuote, type StoredReaction } from './message.schema';
import { type MessageChange, MessageLog } from './message-log';
import { blankQuote, PLAIN_GIST } from './quote';
import { termsOf } from './search-terms';
import { shelfOf } from './shelf';

/** What one look at every message of a chat adds up to. */
interface Tally {
  nextSeq: number;
  revs: Set<number>;
  deletedIds: Set<string>;
  /** By person: the newest message of their own, and how many of others' they have not read. */
  ownSeq: Map<string, number>;
  unread: Map<string, number>;
}

/** Whether each message of a chat is whole, and what is counted and marked follows from them: every row is read. */
@Injectable()
export class RowAudit {
  constructor(
    @InjectModel(Message.name) private readonly messages: Model<Message>,
    @InjectModel(Chat.name) private readonly chats: Model<Chat>,
    private readonly cache: ChatCache,
    private readonly messageLog: MessageLog,
    private readonly unread: UnreadService,
  ) {}

  async differences(chat: Chat): Promise<Difference[]> {
    const tally: Tally = {
      nextSeq: chat.floorSeq + 1,
      revs: new Set(),
      deletedIds: new Set(),
      ownSeq: new Map(),
      unread: new Map(),
    };
    const found: Difference[] = [];
    const rows = this.messages.find({ chatId: chat._id }).sort({ seq: 1 }).lean<Message>().cursor();
    for await (const message of rows) {
      found.push(...this.ofNumbers(chat, message, tally), ...this.ofRow(chat, message, tally));
      count(chat, message, tally);
    }
    const ofMembers = await Promise.all(chat.members.map((member) => this.ofMember(chat, member, tally)));
    return [...found, ...ofMembers.flat()];
  }

  private ofNumbers(chat: Chat, { seq, rev }: Message, tally: Tally): Difference[] {
    const chatId = chat._id.toHexString();
    const missing = compare(chatId, 'seq', seq, tally.nextSeq, null);
    const doubled = tally.revs.has(rev) ? compare(chatId, `rev of message ${seq}`, rev, 'a rev of its own', null) : [];
    tally.nextSeq = seq + 1;
    tally.revs.add(rev);
    return [...missing, ...doubled];
  }

  private ofRow(chat: Chat, message: Message, { deletedIds }: Tally): Difference[] {
    const chatId = chat._id.toHexString();
    const { _id, seq, text, mentions = [], reactions = [], deletedAt, replyTo } = message;
    const about = (what: string) => `${what} of message ${seq}`;
    const change = (set: (current: Message) => MessageChange) => () => this.change(chatId, message, set);
    if (deletedAt) deletedIds.add(_id.toHexString());
    const quoted = replyTo && deletedIds.has(replyTo.messageId.toHexString()) ? blankQuote(replyTo) : replyTo;
    const tidy = deletedAt ? [] : tidied(reactions);
    return [
      ...(deletedAt
        ? compare(
            chatId,
            about('text'),
            text,
            '',
            change(() => ({ text: '' })),
          )
        : []),
      ...compare(
        chatId,
        about('mentions'),
        mentions,
        deletedAt ? [] : mentions,
        change(() => ({ mentions: [] })),
      ),
      ...compare(chatId, about('terms'), message.terms, deletedAt ? [] : termsOf(text), () => this.setTerms(message)),
      ...compare(
        chatId,
        about('reactions'),
        reactions,
        tidy,
        change((current) => ({ reactions: tidied(current.reactions) })),
      ),
      ...compare(chatId, about('shelf'), hexOf(message.shelf), hexOf(shelfOf(chat._id, seq)), () =>
        this.setShelf(message),
      ),
      ...compare(chatId, about('quote'), shown(replyTo), shown(quoted), change(withBlankQuote)),
    ];
  }

  private async ofMember(chat: Chat, member: ChatMember, { ownSeq, unread, nextSeq }: Tally): Promise<Difference[]> {
    const [chatId, userId] = [chat._id.toHexString(), member.userId.toHexString()];
    const { lastReadSeq } = member;
    const marker = Math.min(Math.max(lastReadSeq, ownSeq.get(userId) ?? 0), Math.max(chat.headSeq, nextSeq - 1));
    const position = { _id: chat._id, headSeq: Math.max(chat.headSeq, nextSeq - 1), lastReadSeq };
    const counted = Math.min(unread.get(userId) ?? 0, this.unread.max);
    return [
      ...compare(chatId, `read marker of ${userId}`, lastReadSeq, marker, () => this.setMarker(chat, member, marker)),
      ...compare(chatId, `unread of ${userId}`, await this.unread.count(userId, position), counted, null),
    ];
  }

  /** A change that readers see gets a rev of its own, so that their copies follow. */
  private async change(chatId: string, { _id }: Message, set: (current: Message) => MessageChange): Promise<void> {
    const live = await this.cache.get(chatId);
    if (live) await this.messageLog.change(live, _id, set);
  }

  private setTerms({ _id, text, deletedAt }: Message) {
    return this.messages.updateOne({ _id, text, deletedAt }, { $set: { terms: deletedAt ? [] : termsOf(text) } });
  }

  private setShelf({ _id, chatId, seq }: Message) {
    return this.messages.collection.updateOne({ _id }, { $set: { shelf: shelfOf(chatId, seq) } });
  }

  private setMarker(chat: Chat, { userId, lastReadSeq }: ChatMember, marker: number) {
    return this.chats.updateOne(
      { _id: chat._id },
      { $set: { 'members.$[one].lastReadSeq': marker } },
      { arrayFilters: [{ 'one.userId': userId, 'one.lastReadSeq': lastReadSeq }] },
    );
  }
}

function count(chat: Chat, { seq, senderId, deletedAt }: Message, { ownSeq, unread }: Tally): void {
  if (!senderId) return;
  ownSeq.set(senderId.toHexString(), seq);
  if (deletedAt) return;
  for (const { userId, lastReadSeq } of chat.members) {
    if (lastReadSeq >= seq || userId.equals(senderId)) continue;
    const id = userId.toHexString();
    unread.set(id, (unread.get(id) ?? 0) + 1);
  }
}

/** One row per person and emoji, no kind without people; of a tombstone none. */
function tidied(reactions: StoredReaction[] = []): StoredReaction[] {
  const kinds = new Map<string, StoredReaction>();
  for (const { emoji, userIds } of reactions) {
    const kind = kinds.get(emoji) ?? { emoji, userIds: [] };
    kinds.set(emoji, kind);
    for (const id of userIds) if (!kind.userIds.some((known) => known.equals(id))) kind.userIds.push(id);
  }
  return [...kinds.values()].filter(({ userIds }) => userIds.length > 0);
}

function hexOf(shelf: Message['shelf']): string | undefined {
  return shelf && Buffer.from(shelf.buffer).toString('hex');
}

function withBlankQuote({ replyTo }: Message): MessageChange {
  return { replyTo: replyTo && blankQuote(replyTo) };
}

/** What readers see of a quote beside who said it. */
function shown(quote: StoredQuote | null) {
  return quote && { text: quote.text, gist: quote.gist ?? PLAIN_GIST, imageId: quote.imageId ?? null };
}
