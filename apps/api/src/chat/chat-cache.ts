import type { ChatType, MessageDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { LRUCache } from 'lru-cache';
import type { Model } from 'mongoose';
import { Cluster } from '../cluster/cluster';
import { toObjectId } from '../common/object-id';
import { SerialBatch } from '../common/serial-batch';
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
  /** Messages up to here were taken as evidence, and their senders may not change them any more. */
  lockedSeq: number;
}

interface CacheEntry {
  chat: Promise<LiveChat | null>;
  /** When it was last known to be what is stored. */
  checkedAt: number;
}

/** Without the other processes' word, what is known of a chat is believed this long. */
const BELIEVED_MS = 1_000;

/**
 * Bounded cache of chats in use. A chat's changes go through this room, which brings its entry up to date, here and in the other
 * processes. While those are out of reach, entries are compared with the database again and again.
 */
@Injectable()
export class ChatCache {
  private readonly chats = new LRUCache<string, CacheEntry>({ max: 10_000 });
  private readonly stored = new SerialBatch<Chat | null>((chatIds) => this.read(chatIds));
  /** What was checked before the last time out of touch may have changed unheard. */
  private trustedSince = 0;

  constructor(
    @InjectModel(Chat.name) private readonly model: Model<Chat>,
    private readonly cluster: Cluster,
  ) {
    cluster.on('chatChanged', ({ chatId }) => this.doubt(chatId));
    cluster.onBackInTouch(() => {
      this.trustedSince = Date.now();
    });
  }

  /** Null when there is no such chat. Concurrent callers share one read, and one object. */
  get(chatId: string): Promise<LiveChat | null> {
    const known = this.chats.get(chatId);
    if (known && this.isTrusted(known)) return known.chat;
    const checkedAt = Date.now();
    const chat = (known ? this.check(known) : this.load(chatId)).catch((error: unknown) => {
      this.chats.delete(chatId);
      throw error;
    });
    this.chats.set(chatId, { chat, checkedAt });
    return chat;
  }

  /** The chat as it is stored, for those who need its head to the last message of whichever process. */
  async current(chatId: string): Promise<LiveChat | null> {
    if (!this.cluster.isAlone) this.doubt(chatId);
    return this.get(chatId);
  }

  /** Only what is in use here; undefined says nothing about the chat. */
  async peek(chatId: string): Promise<LiveChat | null | undefined> {
    return this.chats.peek(chatId)?.chat;
  }

  /** Takes over members, state and flags from a document that was just written, and has the other processes look. */
  async renew(chat: Chat): Promise<void> {
    const chatId = chat._id.toHexString();
    this.cluster.publish('chatChanged', { chatId });
    const live = await this.get(chatId);
    if (live) this.takeOver(live, chat);
  }

  /** A message of the chat is known to be stored, whichever process stored it. Never waits. */
  reached({ chatId, seq, rev }: Pick<MessageDto, 'chatId' | 'seq' | 'rev'>): void {
    const known = this.chats.peek(chatId)?.chat;
    known?.then((live) => live && moveHead(live, seq, rev)).catch(() => this.chats.delete(chatId));
  }

  private isTrusted({ checkedAt }: CacheEntry): boolean {
    if (!this.cluster.isInTouch) return checkedAt > Date.now() - BELIEVED_MS;
    return checkedAt >= this.trustedSince;
  }

  private doubt(chatId: string): void {
    const known = this.chats.peek(chatId);
    if (known) known.checkedAt = Number.NEGATIVE_INFINITY;
  }

  /** The same object again, which the chat's queue may be working with, brought up to date. */
  private async check({ chat }: CacheEntry): Promise<LiveChat | null> {
    const live = await chat;
    if (!live) return null;
    const stored = await this.stored.get(live.id);
    if (!stored) return null;
    this.takeOver(live, stored);
    const { headSeq, headRev } = toLiveChat(stored);
    moveHead(live, headSeq, headRev);
    return live;
  }

  /** Late documents change nothing; markers only move forward. */
  private takeOver(live: LiveChat, chat: Chat): void {
    const stored = new Map(chat.members.map((member) => [member.userId.toHexString(), toLiveMember(member)]));
    live.lockedSeq = Math.max(live.lockedSeq, chat.lockedSeq ?? 0);
    if (chat.infoRev >= live.infoRev) {
      live.infoRev = chat.infoRev;
      live.state = chat.state;
      for (const userId of live.members.keys()) if (!stored.has(userId)) live.members.delete(userId);
      for (const [userId, member] of stored) if (!live.members.has(userId)) live.members.set(userId, member);
    }
    for (const [userId, member] of stored) {
      const known = live.members.get(userId);
      if (!known) continue;
      if (member.flagsRev > known.flagsRev) Object.assign(known, flagsOf(member));
      known.lastReadSeq = Math.max(known.lastReadSeq, member.lastReadSeq);
      known.lastDeliveredSeq = Math.max(known.lastDeliveredSeq, member.lastDeliveredSeq);
    }
  }

  private async load(chatId: string): Promise<LiveChat | null> {
    const chat = await this.stored.get(chatId);
    if (chat) return toLiveChat(chat);
    this.chats.delete(chatId);
    return null;
  }

  /** Several processes look often, so what is looked for at once is one command. */
  private async read(chatIds: string[]): Promise<ReadonlyMap<string, Chat | null>> {
    const found = await this.model
      .find({ _id: { $in: chatIds.map(toObjectId) } })
      .lean<Chat[]>()
      .exec();
    const byId = new Map(found.map((chat) => [chat._id.toHexString(), chat]));
    return new Map(chatIds.map((id) => [id, byId.get(id) ?? null]));
  }
}

function moveHead(live: LiveChat, seq: number, rev: number): void {
  live.headSeq = Math.max(live.headSeq, seq);
  live.headRev = Math.max(live.headRev, rev);
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
    lockedSeq: chat.lockedSeq ?? 0,
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
