import type { ChatCountsDto, ChatDto, Page } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';
import type { Actor } from '../auth/actor';
import { isStaff } from '../auth/actor';
import { Cursors } from '../common/cursor';
import { belowPosition } from '../common/keyset';
import { toObjectId } from '../common/object-id';
import { UserService } from '../user/user.service';
import type { ChatListQueryDto } from './chat.dto';
import { toChatDto } from './chat.presenter';
import { Chat } from './chat.schema';
import { UnreadService } from './unread.service';
import { memberOf } from './viewer-flags';

const CURSOR = 'chats';
const NAME_MATCHES_MAX = 500;

type Counted = { chat: Chat; unread: number };

/** The inbox: a person's chats, newest activity first. */
@Injectable()
export class ChatList {
  constructor(
    @InjectModel(Chat.name) private readonly chats: Model<Chat>,
    private readonly unread: UnreadService,
    private readonly users: UserService,
    private readonly cursors: Cursors,
  ) {}

  async page(actor: Actor, query: ChatListQueryDto): Promise<Page<ChatDto>> {
    const filter = await this.filterOf(actor, query);
    const start = query.cursor ? this.cursors.read(CURSOR, actor.id, query.cursor) : null;
    const found = await this.collect(actor, filter, start, query);
    const rows = found.slice(0, query.limit);
    const users = await this.users.summariesOf(
      rows.flatMap(({ chat }) => chat.members.map((member) => member.userId.toHexString())),
    );
    const viewer = { id: actor.id, isStaff: isStaff(actor) };
    const last = found.length > query.limit ? rows.at(-1)?.chat : undefined;
    return {
      items: rows.map(({ chat, unread }) => toChatDto(chat, viewer, users, unread)),
      nextCursor: last ? this.cursors.write(CURSOR, actor.id, positionOf(last)) : null,
    };
  }

  /** Chats with unread, whatever their number of messages. Every chat that may have some is looked at once. */
  async counts(actor: Actor): Promise<ChatCountsDto> {
    const mine = await this.chats
      .find(visibleTo(actor))
      .select({ headSeq: 1, members: { $elemMatch: { userId: toObjectId(actor.id) } } })
      .lean<Chat[]>()
      .exec();
    const has = await Promise.all(mine.map((chat) => this.unread.hasUnread(actor.id, readPosition(chat, actor.id))));
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
      const counted = await Promise.all(
        batch.map(async (chat) => ({ chat, unread: await this.unread.count(actor.id, readPosition(chat, actor.id)) })),
      );
      rows.push(...(kind === 'unread' ? counted.filter(({ unread }) => unread > 0) : counted));
      const last = batch.at(-1);
      if (!last || batch.length <= limit) break;
      position = positionOf(last);
    }
    return rows;
  }

  private async filterOf(actor: Actor, { query }: ChatListQueryDto): Promise<QueryFilter<Chat>> {
    const mine = visibleTo(actor);
    if (!query) return mine;
    const people = await this.users.findIdsByName(query, NAME_MATCHES_MAX);
    const others = people.filter((id) => id.toHexString() !== actor.id);
    return { $and: [mine, { members: { $elemMatch: { userId: { $in: others } } } }] };
  }
}

/** A chat nobody has written in yet is its maker's business only; staff find support chats at the desk. */
function visibleTo(actor: Actor): QueryFilter<Chat> {
  const me = toObjectId(actor.id);
  return {
    'members.userId': me,
    ...(isStaff(actor) && { type: { $ne: 'support' as const } }),
    $or: [{ headSeq: { $gt: 0 } }, { createdBy: me }],
  };
}

function readPosition(chat: Chat, userId: string) {
  return { _id: chat._id, headSeq: chat.headSeq, lastReadSeq: memberOf(chat, userId)?.lastReadSeq ?? 0 };
}

function positionOf(chat: Chat): [number, string] {
  return [chat.lastActivityAt.getTime(), chat._id.toHexString()];
}
