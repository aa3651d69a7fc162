import type {
  ChatChangesDto,
  MessageDto,
  MessagePageDto,
  SendMessageInput,
  SentMessageDto,
  SystemEventDto,
} from '@app/contracts';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { ChatService } from '../chat/chat.service';
import type { LiveChat } from '../chat/chat-cache';
import { Cluster } from '../cluster/cluster';
import { AppError } from '../common/app-error';
import { RateLimits } from '../common/rate-limit';
import { NotificationService } from '../notification/notification.service';
import { metrics } from '../ops/metrics';
import type { ChangesQueryDto, MessagePageQueryDto } from './message.dto';
import { requireWritable } from './message.policy';
import { toMessageDto } from './message.presenter';
import { bodyOf, MessageContents, systemContent } from './message-content';
import { MessageHistory } from './message-history';
import { type Appended, type MessageDraft, MessageLog } from './message-log';
import { logLeftBehind, MessagePublisher } from './message-publisher';
import { MessageSource } from './message-source';
import { OfferFollower } from './offer-follower';

/** Told of each new message of a person, after it was stored and before it is acked; for rooms to the right of this one. */
export type SentListener = (chat: LiveChat, message: MessageDto) => Promise<void>;

/** Where a message goes that comes to a closed chat, and what it became there; null: it stays refused. */
export type LateListener = (actor: Actor, chat: LiveChat, input: SendMessageInput) => Promise<SentMessageDto | null>;

/** Sending and reading messages. */
@Injectable()
export class MessageService {
  private readonly listeners: SentListener[] = [];
  private passOn: LateListener = async () => null;

  constructor(
    private readonly chats: ChatService,
    private readonly contents: MessageContents,
    private readonly source: MessageSource,
    private readonly messageLog: MessageLog,
    private readonly publisher: MessagePublisher,
    private readonly history: MessageHistory,
    private readonly notifications: NotificationService,
    private readonly offers: OfferFollower,
    private readonly limits: RateLimits,
    private readonly cluster: Cluster,
  ) {}

  onSent(listener: SentListener): void {
    this.listeners.push(listener);
  }

  /** For the room that knows where talk goes on. */
  onLate(listener: LateListener): void {
    this.passOn = listener;
  }

  /** Validate, authorise, one insert, announce, ack. A repeat of a clientMsgId completes whatever a crash left undone. */
  async send(actor: Actor, input: SendMessageInput): Promise<SentMessageDto> {
    const chat = await this.chats.requireAccess(actor, input.chatId, input.offerAnswer ? Number.POSITIVE_INFINITY : 0);
    this.contents.check(input);
    await this.limits.consume('send', actor.id);
    if (chat.state === 'open' && !chat.members.has(actor.id)) await this.chats.join(chat.id, actor.id);
    try {
      return await this.store(actor, chat, input);
    } catch (refusal) {
      const isLate = refusal instanceof AppError && refusal.code === 'CHAT_CLOSED';
      const sent = isLate ? await this.passOn(actor, chat, input) : null;
      if (!sent) throw refusal;
      return sent;
    }
  }

  private async store(actor: Actor, chat: LiveChat, input: SendMessageInput): Promise<SentMessageDto> {
    const identity = { senderId: actor.id, clientMsgId: input.clientMsgId, body: bodyOf(input) };
    const appended = await this.messageLog.append(chat, identity, async () => {
      requireWritable(chat);
      return this.draft(actor, chat, input);
    });
    metrics.messagesSent.inc({ duplicate: String(appended.isDuplicate) });
    return { message: await this.complete(chat, appended), duplicate: appended.isDuplicate };
  }

  private async draft(actor: Actor, chat: LiveChat, input: SendMessageInput): Promise<MessageDraft> {
    // What a message carries comes last: it takes effect, and a refusal after it would leave that without its message.
    const replyTo = input.replyToId ? await this.source.quote(chat, input.replyToId) : null;
    return { content: await this.contents.of(actor, chat, input), replyTo };
  }

  /** A line by the house. The same key in the same chat is stored once. */
  async appendSystem(chatId: string, key: string, system: SystemEventDto, actor: Actor): Promise<void> {
    await this.appendLine(await this.chats.requireAccess(actor, chatId), key, system);
  }

  /** The same for callers who have checked access themselves, because it may have ended with what the line tells. */
  async appendLine(chat: LiveChat, key: string, system: SystemEventDto): Promise<MessageDto> {
    const identity = { senderId: null, clientMsgId: `system:${key}`, body: ['', system.kind, null] };
    const draft = { content: systemContent(system), replyTo: null };
    return this.complete(chat, await this.messageLog.append(chat, identity, async () => draft));
  }

  async page(actor: Actor, chatId: string, query: MessagePageQueryDto): Promise<MessagePageDto> {
    await this.chats.requireAccess(actor, chatId);
    return this.history.page(chatId, query);
  }

  async changes(actor: Actor, chatId: string, query: ChangesQueryDto): Promise<ChatChangesDto> {
    await this.chats.requireAccess(actor, chatId);
    return this.history.changes(chatId, query);
  }

  /**
   * Everything after the commit point: chat head, live fact, bell. The message is stored, so a fault here is logged and
   * repaired (by the sender's retry or at the next start), never turned into a refusal.
   */
  private async complete(chat: LiveChat, { message }: Appended): Promise<MessageDto> {
    const dto = toMessageDto(message);
    const hadUnread = this.countOwnAsRead(chat, dto);
    const isFromPerson = dto.senderId !== null;
    const published = this.publisher.publish(chat, message, 'newMessage');
    const clearBell = () => this.notifications.chatRead(dto.senderId ?? '', chat, dto.seq);
    const steps = [
      published,
      ...(isFromPerson ? [this.notifications.messageArrived(chat, dto, () => this.chats.current(chat.id))] : []),
      ...(message.type === 'offer' ? [this.offers.follow(chat, message)] : []),
      // Another process that rings for an earlier message must find the mark stored, or be cleared by this.
      ...(hadUnread ? [this.cluster.isAlone ? clearBell() : published.then(clearBell)] : []),
      ...(isFromPerson ? this.listeners.map((listener) => listener(chat, dto)) : []),
    ];
    for (const step of await Promise.allSettled(steps)) {
      if (step.status === 'rejected') logLeftBehind(step.reason, message);
    }
    return dto;
  }

  /** Sending counts as reading up to that message. True when the sender's bell may hold a row about what is read by it. */
  private countOwnAsRead(chat: LiveChat, { senderId, seq }: MessageDto): boolean {
    const own = senderId === null ? undefined : chat.members.get(senderId);
    if (!own) return false;
    const hadUnread = own.lastReadSeq < seq - 1;
    own.lastReadSeq = Math.max(own.lastReadSeq, seq);
    own.lastDeliveredSeq = Math.max(own.lastDeliveredSeq, seq);
    return hadUnread;
  }
}
