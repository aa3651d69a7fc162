import type { MessageHitDto, Page } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '../auth/actor';
import { Chat } from '../chat/chat.schema';
import { ChatService } from '../chat/chat.service';
import { Cursors } from '../common/cursor';
import { type ObjectId, toObjectId } from '../common/object-id';
import { RateLimits } from '../common/rate-limit';
import type { FoundMessage } from './found-message';
import type { MessageSearchQueryDto } from './message.dto';
import { toMessageDto } from './message.presenter';
import { Message, PUBLIC_FIELDS } from './message.schema';
import { MessageFinder } from './message-finder';
import { searchWordsOf } from './search-terms';
import type { SearchedChat } from './search-walk';
import { toSnippet } from './snippet';

const CURSOR = 'message-search';
/** The chats with the newest activity; nobody looks through more. */
const CHATS_MAX = 5_000;

/** Search in the text of messages, only in chats of the person who asks. */
@Injectable()
export class MessageSearch {
  constructor(
    @InjectModel(Message.name) private readonly messages: Model<Message>,
    @InjectModel(Chat.name) private readonly chatRows: Model<Chat>,
    private readonly chats: ChatService,
    private readonly finder: MessageFinder,
    private readonly cursors: Cursors,
    private readonly limits: RateLimits,
  ) {}

  async page(actor: Actor, { query, chatId, cursor, limit }: MessageSearchQueryDto): Promise<Page<MessageHitDto>> {
    const searched = chatId ? await this.oneChat(actor, chatId) : await this.chatsOf(actor);
    const start = cursor ? this.cursors.read(CURSOR, actor.id, cursor) : null;
    await this.limits.consume('messageSearch', actor.id);
    const words = searchWordsOf(query);
    if (!words) return { items: [], nextCursor: null };
    const found = await this.finder.newest(searched, words, start, limit + 1);
    const shown = found.slice(0, limit);
    const messages = await this.load(shown);
    const last = found.length > limit ? shown.at(-1) : undefined;
    return {
      items: messages.map((message) => ({ message: toMessageDto(message), snippet: toSnippet(message.text, words) })),
      nextCursor: last
        ? this.cursors.write(CURSOR, actor.id, [last.createdAt.getTime(), last._id.toHexString()])
        : null,
    };
  }

  private async oneChat(actor: Actor, chatId: string): Promise<SearchedChat[]> {
    await this.chats.requireAccess(actor, chatId);
    return this.chatRows
      .find({ _id: toObjectId(chatId) }, { headSeq: 1, lastActivityAt: 1 })
      .lean<SearchedChat[]>()
      .exec();
  }

  private chatsOf(actor: Actor): Promise<SearchedChat[]> {
    return this.chatRows
      .find({ 'members.userId': toObjectId(actor.id) }, { headSeq: 1, lastActivityAt: 1 })
      .sort({ lastActivityAt: -1 })
      .limit(CHATS_MAX)
      .lean<SearchedChat[]>()
      .exec();
  }

  /** In the order found. What was deleted since is left out. */
  private async load(found: FoundMessage[]): Promise<Message[]> {
    const ids: ObjectId[] = found.map(({ _id }) => _id);
    const rows = await this.messages
      .find({ _id: { $in: ids }, deletedAt: null }, PUBLIC_FIELDS)
      .lean<Message[]>()
      .exec();
    const byId = new Map(rows.map((row) => [row._id.toHexString(), row]));
    return ids.flatMap((id) => byId.get(id.toHexString()) ?? []);
  }
}
