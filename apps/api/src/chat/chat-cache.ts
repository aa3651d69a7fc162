import type { ChatType } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { LRUCache } from 'lru-cache';
import type { Model } from 'mongoose';
import { toObjectId } from '../common/object-id';
import { Chat } from './chat.schema';

export interface MemberMarkers {
  lastReadSeq: number;
  lastDeliveredSeq: number;
}

/** What the hot path needs of a chat, so that a send reads nothing. Owned by this process's queue of that chat. */
export interface LiveChat {
  id: string;
  type: ChatType;
  state: 'open' | 'closed';
  ticketId: string | null;
  members: Map<string, MemberMarkers>;
  /** Highest numbers this process knows; the unique indexes are the truth. */
  headSeq: number;
  headRev: number;
}

/** Bounded cache of chats in use. A chat's changes go through ChatService, which changes or drops its entry. */
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

  drop(chatId: string): void {
    this.chats.delete(chatId);
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
    members: new Map(
      chat.members.map(({ userId, lastReadSeq, lastDeliveredSeq }) => [
        userId.toHexString(),
        { lastReadSeq, lastDeliveredSeq },
      ]),
    ),
    headSeq: Math.max(headSeq, floorSeq),
    headRev: Math.max(headRev, floorRev),
  };
}
