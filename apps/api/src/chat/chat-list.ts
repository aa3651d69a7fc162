import type { ChatCountsDto, ChatDto, Page } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';
import type { Actor } from '../auth/actor';
import { Cursors } from '../common/cursor';
import { belowPosition } from '../common/keyset';
import { toObjectId } from '../common/object-id';
import { UserService } from '../user/user.service';
import type { ChatListQueryDto } from './chat.dto';
import { Chat } from './chat.schema';
import { belongs, filterOfKind, visibleTo, withMyFlag } from './chat-filter';
import { ChatViews } from './chat-views';
import { UnreadService } from './unread.service';
import { isArchived, isMarkedUnread, isMuted, memberOf } from './viewer-flags';

const CURSOR = 'chats';
const NAME_MATCHES_MAX = 500;

export type Counted = { chat: Chat; unread: number };

/** The inbox: a person's chats, newest activity first. */
@Injectable()
export class ChatList {
  constructor(
    @InjectModel(Chat.name) private readonly chats: Model<Chat>,
    private readonly unread: UnreadService,
    private readonly users: UserService,
    private readonly views: ChatViews,
    private readonly cursors: Cursors,
  ) {}

  async page(actor: Actor, query: ChatListQueryDto): Promise<Page<ChatDto>> {
    const filter = await this.filterOf(actor, query);
    const start = query.cursor ? this.cursors.read(CURSOR, actor.id, query.cursor) : null;
    const found = await this.collect(actor, filter, start, query);
    const rows = found.slice(0, query.limit);
    const pinned = query.filter === 'all' && !start ? await this.pinned(actor, filter) : [];
    const last = found.length > query.limit ? rows.at(-1)?.chat : undefined;
    return {
      items: await this.views.presentAll(actor, [...pinned, ...rows]),
      nextCursor: last ? this.cursors.write(CURSOR, actor.id, positionOf(last)) : null,
    };
  }

  /** Chats with something new or marked unread, muted and archived ones aside. Every chat that may have some is looked at once. */
  async counts(actor: Actor): Promise<ChatCountsDto> {
    const mine = await this.chats
      .find(visibleTo(actor))
      .select({ headSeq: 1, lastHuman: 1, members: { $elemMatch: { userId: toObjectId(actor.id) } } })
      .lean<Chat[]>()
      .exec();
    return this.countOf(actor, mine);
  }

  /** The same of all that the person sees, for who has them at hand, and of some of them how much is unread. */
  async countOf(actor: Actor, mine: Chat[], counted: Counted[] = []): Promise<ChatCountsDto> {
    const unreadIn = new Map(counted.map(({ chat, unread }) => [chat, unread]));
    const audible = mine.filter((chat) => !isMuted(memberOf(chat, actor.id)) && !isArchived(chat, actor.id));
    const has = await Promise.all(
      audible.map((chat) => {
        if (isMarkedUnread(memberOf(chat, actor.id))) return true;
        const unread = unreadIn.get(chat);
        return unread === undefined ? this.unread.hasUnread(actor.id, readPosition(chat, actor.id)) : unread > 0;
      }),
    );
    return { unreadChats: has.filter(Boolean).length };
  }

  /** Reads on in index order until the page and one row more are full, so that a filter cannot end a list early. */
  private async collect(
    actor: Actor,
    filter: QueryFilter<Chat>,
    start: (number | string)[] | null,
    { limit, filter: kind }: ChatListQueryDto,
  ): Promise<Counted[]> {
    const rows: Counted[] = [];
    let position = start;
    while (rows.length <= limit) {
      const batch = await this.chats
        .find(position ? { $and: [filter, belowPosition('lastActivityAt', position)] } : filter)
        .sort({ lastActivityAt: -1, _id: -1 })
        .limit(limit + 1)
        .lean<Chat[]>()
        .exec();
      const counted = await this.count(
        actor,
        batch.filter((chat) => belongs(kind, chat, actor.id)),
      );
      rows.push(...(kind === 'unread' ? counted.filter((row) => hasNews(row, actor.id)) : counted));
      const last = batch.at(-1);
      if (!last || batch.length <= limit) break;
      position = positionOf(last);
    }
    return rows;
  }

  /** All of them, newest activity first: their number is limited, and an index of its own finds them. */
  private async pinned(actor: Actor, filter: QueryFilter<Chat>): Promise<Counted[]> {
    const ids = await this.chats.find(withMyFlag(actor.id, 'pinnedAt'), { _id: 1 }).lean<Chat[]>().exec();
    if (ids.length === 0) return [];
    const chats = await this.chats
      .find({ $and: [filter, { _id: { $in: ids.map(({ _id }) => _id) } }] })
      .sort({ lastActivityAt: -1, _id: -1 })
      .lean<Chat[]>()
      .exec();
    return this.count(actor, chats);
  }

  count(actor: Actor, chats: Chat[]): Promise<Counted[]> {
    return Promise.all(
      chats.map(async (chat) => ({ chat, unread: await this.unread.count(actor.id, readPosition(chat, actor.id)) })),
    );
  }

  private async filterOf(actor: Actor, { query, filter }: ChatListQueryDto): Promise<QueryFilter<Chat>> {
    const mine = filterOfKind(actor, filter);
    if (!query) return mine;
    const people = await this.users.findIdsByName(query, NAME_MATCHES_MAX);
    const others = people.filter((id) => id.toHexString() !== actor.id);
    return { $and: [mine, { members: { $elemMatch: { userId: { $in: others } } } }] };
  }
}

function hasNews({ chat, unread }: Counted, userId: string): boolean {
  return unread > 0 || isMarkedUnread(memberOf(chat, userId));
}

function readPosition(chat: Chat, userId: string) {
  return { _id: chat._id, headSeq: chat.headSeq, lastReadSeq: memberOf(chat, userId)?.lastReadSeq ?? chat.headSeq };
}

function positionOf(chat: Chat): [number, string] {
  return [chat.lastActivityAt.getTime(), chat._id.toHexString()];
}
