import {
  type CallMedia,
  type ChannelSwitches,
  type ChatType,
  type DecisionReason,
  type MessageDto,
  NOTIFICATION_CHANNELS,
  type NotificationCountsDto,
  type NotificationDto,
  type Page,
  toGist,
} from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '../auth/actor';
import { failpoint } from '../common/failpoint';
import { toObjectId } from '../common/object-id';
import { cutText } from '../common/text.rule';
import { Focus } from '../realtime/focus';
import { Bell } from './bell';
import { BellAnnouncer } from './bell-announcer';
import { BellCounter } from './bell-counter';
import { BellReads } from './bell-reads';
import { type BellEvent, type BellRevision, BellWriter } from './bell-writer';
import { ChannelPlanner } from './channel/channel-planner';
import type { Occasion } from './channel/occasion';
import type { NotificationListQueryDto } from './notification.dto';
import { categoryOf } from './notification.presenter';
import { Notification } from './notification.schema';
import { PreferenceService } from './preference/preference.service';

const TEXT_MAX = 200;

/** What the bell must know of the chat a message came in. */
export interface NotifiedChat {
  id: string;
  type: ChatType;
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
    private readonly counter: BellCounter,
    private readonly writer: BellWriter,
    private readonly reads: BellReads,
    private readonly focus: Focus,
    private readonly announcer: BellAnnouncer,
    private readonly preferences: PreferenceService,
    private readonly planner: ChannelPlanner,
  ) {}

  list(actor: Actor, query: NotificationListQueryDto): Promise<Page<NotificationDto>> {
    return this.bell.page(actor.id, query);
  }

  counts({ id }: Actor): Promise<NotificationCountsDto> {
    return this.counter.count(id);
  }

  /**
   * Rings for everybody in the chat but the sender and those who do not want it, have it in front of them or read past it. Who is
   * mentioned hears it in a muted chat too. `current` gives the chat as it is afterwards, read marks of other processes included.
   */
  async messageArrived(
    chat: NotifiedChat,
    message: MessageDto,
    current: () => Promise<NotifiedChat | null>,
  ): Promise<void> {
    const events = { message: toBellEvent(chat, message), mention: toMentionEvent(chat, message) };
    const mentioned = new Set(message.mentions.map(({ userId }) => userId));
    // The sender is asked about too, so that an answer finds them known.
    const wanted = await this.preferences.ofAll(chat.members.keys());
    const others = [...chat.members].filter(
      ([userId, member]) => userId !== message.senderId && member.lastReadSeq < message.seq,
    );
    const hearing = await Promise.all(
      others.map(async ([userId, member]) => {
        const channels = wanted.get(userId)?.channels;
        // Who wants to hear of mentions nowhere hears it as any other message.
        const isMention = mentioned.has(userId) && isWantedSomewhere(channels?.mention);
        const event = isMention ? events.mention : events.message;
        const silence = await this.silenceOf(userId, chat, isMention ? { mutedUntil: 0 } : member);
        const isOff = !channels?.[categoryOf(event.type)].inApp;
        return { userId, event, silence: silence ?? (isOff ? ('preference' as const) : null) };
      }),
    );
    const ringing = hearing.filter(({ silence }) => silence === null);
    if (ringing.length > 0) failpoint('beforeBell');
    const areNew = await Promise.all(ringing.map(({ userId, event }) => this.raise(userId, event)));
    const known = new Set(ringing.filter((_, index) => !areNew[index]));
    await this.clearOvertaken(ringing, message, ringing.length > 0 ? await current() : null);
    const at = new Date(message.createdAt);
    for (const each of hearing) {
      this.planner.soon(toOccasion(each.userId, each.event, at), known.has(each) ? 'duplicate' : each.silence);
    }
  }

  /** Adds an event to a person's bell, or nothing when the row already stands for it, and hands it on to the channels. */
  async ring(userId: string, event: BellEvent): Promise<void> {
    const occasion = toOccasion(userId, event, new Date());
    const { channels } = await this.preferences.of(userId);
    const isWanted = channels[occasion.category].inApp;
    const isNew = isWanted ? await this.raise(userId, event) : await this.writer.fileAway(userId, event);
    await this.planner.now(occasion, isNew ? (isWanted ? null : 'preference') : 'duplicate');
  }

  /** For who was called, unless they muted the chat, have it in front of them or read the line about it already. */
  async callMissed(chat: NotifiedChat, calleeId: string, { callerId, media, seq }: MissedCall): Promise<void> {
    const member = chat.members.get(calleeId);
    if (!member || member.lastReadSeq >= seq || (await this.silenceOf(calleeId, chat, member))) return;
    const data = { chatId: chat.id, missedCall: { media } };
    const about = { type: 'system' as const, category: 'message' as const, groupKey: callGroup(chat.id), seq };
    await this.ring(calleeId, { ...about, title: '', text: '', data, senderId: callerId });
  }

  /** Reading a chat on any device clears its rows. */
  async chatRead(userId: string, chat: Pick<NotifiedChat, 'id' | 'type'>, seq: number): Promise<void> {
    await this.reads.clear({ userId, groupKeys: groupsOf(chat), seq });
  }

  /** Who read the message while it was on its way to their bell has nothing new there. */
  private async clearOvertaken(
    ringing: { userId: string }[],
    { seq }: MessageDto,
    chat: NotifiedChat | null,
  ): Promise<void> {
    const reads = ringing.map(({ userId }) => {
      const lastReadSeq = chat?.members.get(userId)?.lastReadSeq ?? 0;
      return chat && lastReadSeq >= seq ? this.chatRead(userId, chat, lastReadSeq) : null;
    });
    await Promise.all(reads);
  }

  /** False: the row stood for it already. */
  private async raise(userId: string, event: BellEvent): Promise<boolean> {
    const isNew = await this.writer.raise(userId, event);
    this.announcer.soon(userId, event.groupKey);
    return isNew;
  }

  private async silenceOf(
    userId: string,
    chat: NotifiedChat,
    member: { mutedUntil: number },
  ): Promise<DecisionReason | null> {
    if (member.mutedUntil > Date.now()) return 'muted';
    return (await this.focus.isFocused(userId, chat.id)) ? 'openChat' : null;
  }

  /** The rows of a chat, and of mentions in it, that stand for a seq or a later one, and so may show what was said at it. */
  rowsFrom(chatId: string, userIds: Iterable<string>, seq: number): Promise<Notification[]> {
    const people = Array.from(userIds, toObjectId);
    return this.rows
      .find({
        userId: { $in: people },
        groupKey: { $in: [chatGroup(chatId), mentionGroup(chatId)] },
        isLive: true,
        lastSeq: { $gte: seq },
      })
      .lean<Notification[]>()
      .exec();
  }

  /** Brings a row of a chat in line with its messages; one that stands for nothing any more is done with. */
  async revise(row: Notification, revision: Omit<BellRevision, 'groupKey' | 'lastSeq'>): Promise<void> {
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

/** What somebody was spoken to in a group, beside its other messages: these may be muted, and must not take its place. */
function mentionGroup(chatId: string): string {
  return `mention:${chatId}`;
}

/** A row that stands for mentions alone. */
export function isMentionRow({ type }: Pick<Notification, 'type'>): boolean {
  return type === 'mention';
}

function isWantedSomewhere(switches: ChannelSwitches | undefined): boolean {
  return NOTIFICATION_CHANNELS.some((channel) => switches?.[channel]);
}

/** Missed calls of a chat, beside its messages. */
function callGroup(chatId: string): string {
  return `call:${chatId}`;
}

/** Those that a chat of this type can have: only groups know mentions, and only one person can be called. */
function groupsOf({ id, type }: Pick<NotifiedChat, 'id' | 'type'>): string[] {
  switch (type) {
    case 'group':
      return [chatGroup(id), mentionGroup(id)];
    case 'direct':
      return [chatGroup(id), callGroup(id)];
    case 'support':
      return [chatGroup(id)];
  }
}

function toBellEvent(chat: NotifiedChat, message: MessageDto): BellEvent {
  const { seq, senderId, text } = message;
  const gist = toGist(message);
  return {
    type: gist.offer ? 'offer' : 'message',
    groupKey: chatGroup(chat.id),
    seq,
    title: '',
    senderId: senderId ?? '',
    text: toBellText(text),
    data: { chatId: chat.id, ...(chat.ticketId && { ticketId: chat.ticketId }), gist },
  };
}

function toMentionEvent(chat: NotifiedChat, message: MessageDto): BellEvent {
  return { ...toBellEvent(chat, message), type: 'mention', groupKey: mentionGroup(chat.id) };
}

function toOccasion(userId: string, event: BellEvent, at: Date): Occasion {
  const { type, groupKey, seq, title, senderId = null, data, isCritical = false } = event;
  return {
    userId,
    type,
    category: event.category ?? categoryOf(type),
    groupKey,
    seq,
    senderId,
    title,
    data,
    isCritical,
    at,
  };
}
