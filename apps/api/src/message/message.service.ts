import type {
  ChatChangesDto,
  MessageDto,
  MessagePageDto,
  SendMessageInput,
  SentMessageDto,
  SystemEventDto,
} from '@app/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { ChatService } from '../chat/chat.service';
import type { LiveChat } from '../chat/chat-cache';
import { AppError } from '../common/app-error';
import { RateLimits } from '../common/rate-limit';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import { NotificationService } from '../notification/notification.service';
import { metrics } from '../ops/metrics';
import type { ChangesQueryDto, MessagePageQueryDto } from './message.dto';
import { toMessageDto } from './message.presenter';
import { MessageHistory } from './message-history';
import { type Appended, type MessageDraft, MessageLog } from './message-log';
import { logLeftBehind, MessagePublisher } from './message-publisher';
import { MessageSource, notForwardable } from './message-source';
import { requireFitting } from './text-size';

/** Told of each new message of a person, after it was stored and before it is acked; for rooms to the right of this one. */
export type SentListener = (chat: LiveChat, message: MessageDto) => Promise<void>;

/** Sending and reading messages. */
@Injectable()
export class MessageService {
  private readonly listeners: SentListener[] = [];

  constructor(
    private readonly chats: ChatService,
    private readonly source: MessageSource,
    private readonly messageLog: MessageLog,
    private readonly publisher: MessagePublisher,
    private readonly history: MessageHistory,
    private readonly notifications: NotificationService,
    private readonly limits: RateLimits,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onSent(listener: SentListener): void {
    this.listeners.push(listener);
  }

  /** Validate, authorise, one insert, announce, ack. A repeat of a clientMsgId completes whatever a crash left undone. */
  async send(actor: Actor, input: SendMessageInput): Promise<SentMessageDto> {
    const chat = await this.chats.requireAccess(actor, input.chatId);
    const { replyToId, forwardOfId } = input;
    if (!forwardOfId) requireFitting(input.text, this.config.limits);
    await this.limits.consume('send', actor.id);
    const text = forwardOfId ? await this.source.textToForward(actor, forwardOfId) : input.text;
    const draft = toDraft(actor, input, text ?? '');
    const refusal = chat.state !== 'open' ? closed() : text === null ? notForwardable() : null;
    if (!refusal && !chat.members.has(actor.id)) await this.chats.join(chat.id, actor.id);
    const quoting = async () => ({ ...draft, replyTo: replyToId ? await this.source.quote(chat, replyToId) : null });
    const appended = refusal
      ? await this.repeatOnly(chat, await quoting(), refusal)
      : await this.messageLog.append(chat, quoting);
    metrics.messagesSent.inc({ duplicate: String(appended.isDuplicate) });
    return { message: await this.complete(chat, appended), duplicate: appended.isDuplicate };
  }

  /** A line by the house. The same key in the same chat is stored once. */
  async appendSystem(chatId: string, key: string, system: SystemEventDto, actor: Actor): Promise<void> {
    await this.appendLine(await this.chats.requireAccess(actor, chatId), key, system);
  }

  /** The same for callers who have checked access themselves, because it may have ended with what the line tells. */
  async appendLine(chat: LiveChat, key: string, system: SystemEventDto): Promise<void> {
    const clientMsgId = `system:${key}`;
    const draft = { senderId: null, clientMsgId, text: '', system, replyTo: null, forwardOfId: null };
    await this.complete(chat, await this.messageLog.append(chat, async () => draft));
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
    const steps = [
      this.publisher.publish(chat, message, 'newMessage'),
      ...(isFromPerson ? [this.notifications.messageArrived(chat, dto)] : []),
      ...(hadUnread ? [this.notifications.chatRead(dto.senderId ?? '', chat.id, dto.seq)] : []),
      ...(isFromPerson ? this.listeners.map((listener) => listener(chat, dto)) : []),
    ];
    for (const step of await Promise.allSettled(steps)) {
      if (step.status === 'rejected') logLeftBehind(step.reason, message);
    }
    return dto;
  }

  /** Takes nothing new, but still acknowledges what was taken before. */
  private async repeatOnly(chat: LiveChat, draft: MessageDraft, refusal: AppError): Promise<Appended> {
    const stored = await this.messageLog.findStored(chat, draft);
    if (!stored) throw refusal;
    return stored;
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

function toDraft(actor: Actor, { clientMsgId, forwardOfId }: SendMessageInput, text: string): MessageDraft {
  return { senderId: actor.id, clientMsgId, text, system: null, replyTo: null, forwardOfId: forwardOfId ?? null };
}

function closed(): AppError {
  return new AppError('CHAT_CLOSED', 'This conversation is closed.');
}
