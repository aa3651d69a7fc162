import type { ChatType } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { LRUCache } from 'lru-cache';
import type { Model } from 'mongoose';
import { toObjectId } from '../common/object-id';
import { Chat, type ChatMember } from './chat.schema';

/** A member as the hot path sees them. The markers only move forward. */
export interface LiveMember {
  lastReadSeq: number;
  lastDeliveredSeq: number;
  /** Orders the flags below. */
  flagsRev: number;
  /** In milliseconds; 0 when never. */
  mutedUntil: number;
  markedUnreadSeq: number | null;
  hasBlocked: boolean;
}

/** What the hot path needs of a chat, so that a send reads nothing. Owned by this process's queue of that chat. */
export interface LiveChat {
  id: string;
  type: ChatType;
  state: 'open' | 'closed';
  ticketId: string | null;
  members: Map<string, LiveMember>;
  /** Orders what is known about the members and the state. */
  infoRev: number;
  /** Highest numbers this process knows; the unique indexes are the truth. */
  headSeq: number;
  headRev: number;
}

/** Bounded cache of chats in use. A chat's changes go through this room, which brings its entry up to date. */
@Injectable()
export class ChatCache {
  private readonly chats = new LRUCache<string, Promise<LiveChat | null>>({ max: 10_000 });

  constructor(@InjectModel(Chat.name) private readonly model: Model<Chat>) {}

  /** Null when there is no such chat. Concurrent callers share one read, and one object. */
  get(chatId: string): Promise<LiveChat | null> {
    const known = this.chats.get(chatId);
    if (known) return known;
    const loading = this.load(chatId).catch((error: unknown) => {
      this.chats.delete(chatId);
      throw error;
    });
    this.chats.set(chatId, loading);
    return loading;
  }

  /** Only what is in use here; undefined says nothing about the chat. */
  async peek(chatId: string): Promise<LiveChat | null | undefined> {
    return this.chats.peek(chatId);
  }

  /** Takes over members, state and flags from a document that was just written. Late ones change nothing. */
  async renew(chat: Chat): Promise<void> {
    const live = await this.get(chat._id.toHexString());
    if (!live) return;
    const stored = new Map(chat.members.map((member) => [member.userId.toHexString(), toLiveMember(member)]));
    if (chat.infoRev >= live.infoRev) {
      live.infoRev = chat.infoRev;
      live.state = chat.state;
      for (const userId of live.members.keys()) if (!stored.has(userId)) live.members.delete(userId);
      for (const [userId, member] of stored) if (!live.members.has(userId)) live.members.set(userId, member);
    }
    for (const [userId, member] of stored) {
      const known = live.members.get(userId);
      if (known && member.flagsRev > known.flagsRev) Object.assign(known, flagsOf(member));
    }
  }

  private async load(chatId: string): Promise<LiveChat | null> {
    const chat = await this.model.findById(toObjectId(chatId)).lean<Chat>().exec();
    if (chat) return toLiveChat(chat);
    this.chats.delete(chatId);
    return null;
  }
}

function toLiveChat(chat: Chat): LiveChat {
  const { headSeq, headRev, floorSeq, floorRev } = chat;
  return {
    id: chat._id.toHexString(),
    type: chat.type,
    state: chat.state,
    ticketId: chat.ticketId?.toHexString() ?? null,
    members: new Map(chat.members.map((member) => [member.userId.toHexString(), toLiveMember(member)])),
    infoRev: chat.infoRev ?? 0,
    headSeq: Math.max(headSeq, floorSeq),
    headRev: Math.max(headRev, floorRev),
  };
}

function toLiveMember(member: ChatMember): LiveMember {
  const { lastReadSeq, lastDeliveredSeq, flagsRev = 0, markedUnreadSeq = null, hasBlocked = false } = member;
  const mutedUntil = member.mutedUntil?.getTime() ?? 0;
  return { lastReadSeq, lastDeliveredSeq, flagsRev, mutedUntil, markedUnreadSeq, hasBlocked };
}

function flagsOf({ flagsRev, mutedUntil, markedUnreadSeq, hasBlocked }: LiveMember): Partial<LiveMember> {
  return { flagsRev, mutedUntil, markedUnreadSeq, hasBlocked };
}

/** True when one of the two has blocked the other. */
export function isBlocked({ members }: LiveChat): boolean {
  for (const { hasBlocked } of members.values()) if (hasBlocked) return true;
  return false;
}
