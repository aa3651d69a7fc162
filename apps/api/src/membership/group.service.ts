import { randomUUID } from 'node:crypto';
import type { ChatDto, CreateChatInput, MemberRole } from '@app/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { buildChat, buildMember } from '../chat/build-chat';
import type { ChatMember } from '../chat/chat.schema';
import { ChatService } from '../chat/chat.service';
import { ChatStore } from '../chat/chat-store';
import { ChatViews } from '../chat/chat-views';
import { memberOf, roleOf } from '../chat/viewer-flags';
import { AppError } from '../common/app-error';
import { toObjectId } from '../common/object-id';
import { RateLimits } from '../common/rate-limit';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import { UserService } from '../user/user.service';
import { GroupChanges } from './group-changes';
import { GroupNews } from './group-news';
import { requireAdmin, requireOwner, requireRemovable, successorOf } from './group-rules';

/** Groups: who is in them, who may say so, and what they are called. */
@Injectable()
export class GroupService {
  constructor(
    private readonly chats: ChatService,
    private readonly store: ChatStore,
    private readonly views: ChatViews,
    private readonly changes: GroupChanges,
    private readonly news: GroupNews,
    private readonly users: UserService,
    private readonly limits: RateLimits,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** A repeat with the same clientChatId completes and returns the first group. */
  async create(actor: Actor, { memberIds = [], title, clientChatId }: CreateChatInput): Promise<ChatDto> {
    const otherIds = this.requireGroup(actor, memberIds);
    if (title === undefined) throw invalid('title', 'is needed for a group');
    const key = `g:${actor.id}:${clientChatId ?? randomUUID()}`;
    let chat = await this.store.findByKey(key);
    if (!chat) {
      await this.limits.consume('newChat', actor.id);
      await this.users.requireReachable(actor.id, otherIds);
      const now = new Date();
      const members = otherIds.map((id) => buildMember(id, 0, now));
      chat = await this.store.insert(
        buildChat('group', key, [buildMember(actor.id, 0, now), ...members], { title, ownerId: toObjectId(actor.id) }),
      );
    }
    const chatId = chat._id.toHexString();
    await this.news.tell(chatId, 'created', 'chatCreated', { title, ...(await this.news.actorValues(actor.id)) });
    return this.views.present(actor, (await this.store.findById(chatId)) ?? chat);
  }

  async rename(actor: Actor, chatId: string, title: string): Promise<ChatDto> {
    await this.limits.consume('groupChange', actor.id);
    const { chat, isChanged } = await this.changes.apply(actor, chatId, (before, me) => {
      requireAdmin(before, me);
      return before.title === title ? null : { update: { $set: { title } } };
    });
    if (isChanged) {
      await this.views.announce(chat);
      await this.news.tellChange(chat, 'titleChanged', { title, ...(await this.news.actorValues(actor.id)) });
    }
    return this.views.present(actor, chat);
  }

  /** Who is a member already stays as they are; with nobody new, nothing happens. */
  async add(actor: Actor, chatId: string, userIds: string[]): Promise<ChatDto> {
    await this.limits.consume('groupChange', actor.id);
    let added: string[] = [];
    const { chat, isChanged } = await this.changes.apply(actor, chatId, async (before, me, headSeq) => {
      requireAdmin(before, me);
      added = [...new Set(userIds)].filter((id) => !memberOf(before, id));
      if (added.length === 0) return null;
      this.requireRoom(before.members.length + added.length);
      await this.users.requireReachable(actor.id, added);
      const members = added.map((id) => buildMember(id, headSeq));
      return { update: { $push: { members: { $each: members } } } };
    });
    if (isChanged) {
      await this.views.announce(chat);
      const values = { ...(await this.news.actorValues(actor.id)), ...(await this.news.peopleValues(added)) };
      await this.news.tellChange(chat, 'memberAdded', values);
    }
    return this.views.present(actor, chat);
  }

  /** Oneself: leaving. Somebody who is not in the group stays out of it: no error. */
  async remove(actor: Actor, chatId: string, userId: string): Promise<ChatDto | null> {
    await this.limits.consume('groupChange', actor.id);
    if (userId === actor.id) return this.leave(actor, chatId);
    const { chat, isChanged } = await this.changes.apply(actor, chatId, (before, me) => {
      requireAdmin(before, me);
      const target = memberOf(before, userId);
      if (!target) return null;
      requireRemovable(before, target);
      return { update: withoutMember(userId) };
    });
    if (isChanged) {
      const values = { ...(await this.news.actorValues(actor.id)), ...(await this.news.peopleValues([userId])) };
      await this.news.tellRemoval(chat, userId, 'memberRemoved', values);
    }
    return this.views.present(actor, chat);
  }

  /** The owner alone. Giving `owner` away makes the giver an admin: a group has exactly one. */
  async setRole(actor: Actor, chatId: string, userId: string, role: MemberRole): Promise<ChatDto> {
    await this.limits.consume('groupChange', actor.id);
    const { chat, isChanged } = await this.changes.apply(actor, chatId, (before, me) => {
      requireOwner(before, me);
      if (userId === actor.id) throw invalid('userId', 'the owner gives the group to another');
      const target = memberOf(before, userId);
      if (!target) throw new AppError('USER_NOT_FOUND', 'There is no such person in this group.');
      if (target.role === role) return null;
      return role === 'owner' ? handOver(actor.id, userId) : roleChange(userId, role);
    });
    if (isChanged) {
      await this.views.announce(chat);
      if (role === 'owner') await this.news.tellOwner(chat);
    }
    return this.views.present(actor, chat);
  }

  /** A direct chat is hidden until the next message. An owner's leaving names the next one in the same write. */
  private async leave(actor: Actor, chatId: string): Promise<null> {
    const { type } = await this.chats.requireAccess(actor, chatId);
    if (type === 'direct') {
      await this.chats.setPreferences(actor, chatId, { isArchived: true });
      return null;
    }
    let isOwner = false;
    const { chat } = await this.changes.apply(actor, chatId, (before, me) => {
      isOwner = roleOf(before, me) === 'owner';
      const ownerId = isOwner ? (successorOf(before, me)?.userId ?? null) : before.ownerId;
      return { update: { ...withoutMember(actor.id), $set: { ownerId } } };
    });
    await this.news.tellRemoval(chat, actor.id, 'memberLeft', await this.news.peopleValues([actor.id]));
    if (isOwner) await this.news.tellOwner(chat);
    return null;
  }

  private requireGroup(actor: Actor, memberIds: string[]): string[] {
    const otherIds = [...new Set(memberIds)];
    if (otherIds.includes(actor.id)) throw invalid('memberIds', 'names the others');
    if (otherIds.length < 2) throw invalid('memberIds', 'must name at least two people');
    this.requireRoom(otherIds.length + 1);
    return otherIds;
  }

  private requireRoom(size: number): void {
    const { groupMaxMembers } = this.config.limits;
    if (size > groupMaxMembers) throw new AppError('GROUP_FULL', `A group has at most ${groupMaxMembers} members.`);
  }
}

function withoutMember(userId: string) {
  return { $pull: { members: { userId: toObjectId(userId) } } };
}

function roleChange(userId: string, role: ChatMember['role']) {
  return { update: { $set: { 'members.$[them].role': role } }, arrayFilters: [{ 'them.userId': toObjectId(userId) }] };
}

function handOver(fromId: string, toId: string) {
  return {
    update: { $set: { ownerId: toObjectId(toId), 'members.$[me].role': 'admin' } },
    arrayFilters: [{ 'me.userId': toObjectId(fromId) }],
  };
}

function invalid(field: string, problem: string): AppError {
  return new AppError('VALIDATION', 'The input is not valid.', { fields: { [field]: problem } });
}
