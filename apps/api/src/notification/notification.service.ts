import type { CallMedia, MessageDto, NotificationCountsDto, NotificationDto, Page } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '../auth/actor';
import { toObjectId } from '../common/object-id';
import { cutText } from '../common/text.rule';
import { Focus } from '../realtime/focus';
import { Bell } from './bell';
import { BellAnnouncer } from './bell-announcer';
import { type BellEvent, type BellRevision, BellWriter } from './bell-writer';
import type { NotificationListQueryDto } from './notification.dto';
import { Notification } from './notification.schema';

const TEXT_MAX = 200;

/** What the bell must know of the chat a message came in. */
export interface NotifiedChat {
  id: string;
  ticketId: string | null;
  members: ReadonlyMap<string, { lastReadSeq: number; mutedUntil: number }>;
}

/** A call that was not answered, and the seq of the line that says so. */
export interface MissedCall {
  callerId: string;
  media: CallMedia;
  seq: number;
}

/** What rings: rows per person, grouped. What people do with them is in `BellMarks`. */
@Injectable()
export class NotificationService {
  constructor(
    @InjectModel(Notification.name) private readonly rows: Model<Notification>,
    private readonly bell: Bell,
    private readonly writer: BellWriter,
    private readonly focus: Focus,
    private readonly announcer: BellAnnouncer,
  ) {}

  list(actor: Actor, query: NotificationListQueryDto): Promise<Page<NotificationDto>> {
    return this.bell.page(actor.id, query);
  }

  counts(actor: Actor): Promise<NotificationCountsDto> {
    return this.bell.counts(actor.id);
  }

  /** Rings for everybody in the chat but the sender and those who muted it, have it in front of them or read past it. */
  async messageArrived(chat: NotifiedChat, message: MessageDto): Promise<void> {
    const senderId = message.senderId ?? '';
    const now = Date.now();
    const ringing = [...chat.members].filter(
      ([userId, member]) =>
        userId !== senderId &&
        member.lastReadSeq < message.seq &&
        member.mutedUntil <= now &&
        !this.focus.isFocused(userId, chat.id),
    );
    const event: BellEvent = {
      type: 'message',
      groupKey: chatGroup(chat.id),
      seq: message.seq,
      title: '',
      senderId,
      text: toBellText(message.text),
      data: { chatId: chat.id, ...(chat.ticketId && { ticketId: chat.ticketId }) },
    };
    await Promise.all(ringing.map(([userId]) => this.ring(userId, event)));
    const overtaken = ringing.filter(([, member]) => member.lastReadSeq >= message.seq);
    await Promise.all(overtaken.map(([userId, member]) => this.chatRead(userId, chat.id, member.lastReadSeq)));
  }

  /** Adds an event to a person's bell, or nothing when the row already stands for it. */
  async ring(userId: string, event: BellEvent): Promise<void> {
    await this.writer.raise(userId, event);
    this.announcer.soon(userId, event.groupKey);
  }

  /** For who was called, unless they muted the chat, have it in front of them or read the line about it already. */
  async callMissed(chat: NotifiedChat, calleeId: string, { callerId, media, seq }: MissedCall): Promise<void> {
    const member = chat.members.get(calleeId);
    if (!member || member.lastReadSeq >= seq || member.mutedUntil > Date.now()) return;
    if (this.focus.isFocused(calleeId, chat.id)) return;
    const data = { chatId: chat.id, missedCall: { media } };
    const about = { type: 'system' as const, groupKey: callGroup(chat.id), seq, title: '', text: '', data };
    await this.ring(calleeId, { ...about, senderId: callerId });
  }

  /** Reading a chat on any device clears its rows. */
  async chatRead(userId: string, chatId: string, seq: number): Promise<void> {
    const groups = [chatGroup(chatId), callGroup(chatId)];
    await Promise.all(groups.map((groupKey) => this.writer.clear(userId, groupKey, seq)));
    for (const groupKey of groups) this.announcer.soon(userId, groupKey);
  }

  /** The rows of a chat that stand for a seq or a later one, and so may show what was said at it. */
  rowsFrom(chatId: string, userIds: Iterable<string>, seq: number): Promise<Notification[]> {
    const people = Array.from(userIds, toObjectId);
    return this.rows
      .find({ userId: { $in: people }, groupKey: chatGroup(chatId), isLive: true, lastSeq: { $gte: seq } })
      .lean<Notification[]>()
      .exec();
  }

  /** Brings a row of a chat in line with its messages; one that stands for nothing any more is done with. */
  async revise(row: Notification, revision: Pick<BellRevision, 'senderId' | 'text' | 'count'>): Promise<void> {
    const userId = row.userId.toHexString();
    const { groupKey, lastSeq } = row;
    await this.writer.revise(userId, { groupKey, lastSeq, ...revision });
    this.announcer.soon(userId, groupKey);
  }
}

/** What a row shows of a message. */
export function toBellText(text: string): string {
  return cutText(text, TEXT_MAX);
}

function chatGroup(chatId: string): string {
  return `chat:${chatId}`;
}

/** Missed calls of a chat, beside its messages. */
function callGroup(chatId: string): string {
  return `call:${chatId}`;
}
