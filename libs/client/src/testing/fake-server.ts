import {
  type AttachmentDto,
  type ChatChangesDto,
  type ChatDto,
  type ChatFilter,
  type ChatPreferencesInput,
  DEFAULT_LIMITS,
  type ErrorBody,
  type InboxSyncDto,
  type MentionDto,
  type MessageDto,
  type MessagePageDto,
  type MessagePageQuery,
  type MessageType,
  type OfferHistoryDto,
  type ReceiptDto,
  type SendMessageInput,
  type SentMessageDto,
  type SyncInboxInput,
  toKnownChat,
  type UploadInput,
} from '@app/contracts';
import { toPreview } from '../chat/chat-facts';
import type { Fact } from '../connection/transport';
import { buildAttachment, buildChat, buildMessage, buildOffer } from './build';

interface StoredChat {
  dto: ChatDto;
  messages: MessageDto[];
  rev: number;
  /** The last person's message when the viewer archived the chat: a later one ends that. */
  archivedSeq: number;
  isViewerIn: boolean;
}

export class Refusal {
  constructor(readonly body: ErrorBody) {}
}

export function refuse(code: ErrorBody['code'], more: Partial<ErrorBody> = {}): Refusal {
  return new Refusal({ code, message: code, requestId: 'r1', ...more });
}

/** The server's rules in memory: order, idempotency, markers, unread, pages and syncs. What it announces goes to `announce`. */
export class FakeServer {
  epoch = 'e1';
  pageSize = DEFAULT_LIMITS.pageSize;
  announce: (fact: Fact) => void = () => undefined;
  /** Errors for the next writes that the client asks for, in order. */
  sendFaults: Refusal[] = [];
  private readonly chats = new Map<string, StoredChat>();
  /** Errors for the next uploads, in order. */
  uploadFaults: Refusal[] = [];
  /** By `uploadId`. */
  readonly uploads = new Map<string, AttachmentDto>();
  /** By message id, as first sent: an edit changes nothing about what was sent. */
  private readonly sentTexts = new Map<string, string>();
  private ticks = 0;

  /** The person whose client is under test sees everything through this. */
  constructor(readonly viewerId = 'ana') {}

  addChat(overrides: Partial<ChatDto> = {}): void {
    const dto = buildChat(overrides);
    this.chats.set(dto.id, { dto, messages: [], rev: 0, archivedSeq: 0, isViewerIn: true });
  }

  /** A change of the chat itself, or of the viewer's flags. */
  update(chatId: string, part: Partial<ChatDto>): ChatDto {
    const chat = this.chatOf(chatId);
    chat.dto = { ...chat.dto, ...part, infoRev: chat.dto.infoRev + 1 };
    return this.tell(chatId);
  }

  prefer(chatId: string, { isPinned, mutedUntil, isArchived, isMarkedUnread }: ChatPreferencesInput): ChatDto {
    const chat = this.chatOf(chatId);
    const at = this.now();
    if (isArchived) chat.archivedSeq = chat.messages.findLast(({ senderId }) => senderId !== null)?.seq ?? 0;
    return this.update(chatId, {
      ...(isPinned !== undefined && { pinnedAt: isPinned ? at : null, ...(isPinned && { archivedAt: null }) }),
      ...(isArchived !== undefined && { archivedAt: isArchived ? at : null, ...(isArchived && { pinnedAt: null }) }),
      ...(mutedUntil !== undefined && { mutedUntil }),
      ...(isMarkedUnread !== undefined && { isMarkedUnread }),
    });
  }

  /** The viewer is taken out of the chat, or let in again. */
  setMember(chatId: string, isMember: boolean): void {
    const chat = this.chats.get(chatId);
    if (!chat || chat.isViewerIn === isMember) return;
    chat.isViewerIn = isMember;
    chat.dto = { ...chat.dto, infoRev: chat.dto.infoRev + 1 };
    if (isMember) this.tell(chatId);
    else this.announce({ name: 'chatRemoved', data: { chatId } });
  }

  has(chatId: string): boolean {
    return this.chats.has(chatId);
  }

  /** A line of nobody's. */
  systemLine(chatId: string, clientMsgId: string): void {
    const chat = this.chatOf(chatId);
    const seq = chat.messages.length + 1;
    chat.rev += 1;
    const numbers = { id: `${chatId}-${seq}`, seq, rev: chat.rev };
    const system = { kind: 'titleChanged' as const, values: {} };
    const line = { ...numbers, chatId, clientMsgId, senderId: null, type: 'system' as const, text: '', system };
    const message = buildMessage({ ...line, createdAt: this.now() });
    chat.messages.push(message);
    this.announceIn(chatId, { name: 'newMessage', data: message });
  }

  isMember(chatId: string): boolean {
    return this.chats.get(chatId)?.isViewerIn ?? false;
  }

  syncInbox({ epoch, known }: SyncInboxInput): InboxSyncDto {
    const isReset = epoch !== undefined && epoch !== this.epoch;
    const all = [...this.list('all'), ...this.list('archived')];
    const byId = new Map(known.map((chat) => [chat.chatId, chat]));
    const differs = (chat: ChatDto) => JSON.stringify(byId.get(chat.id)) !== JSON.stringify(toKnownChat(chat));
    return {
      epoch: this.epoch,
      reset: isReset,
      chats: isReset ? [] : all.filter(differs),
      goneIds: isReset ? [] : known.map(({ chatId }) => chatId).filter((id) => !this.isMember(id)),
      counts: { unreadChats: this.unreadChats() },
      notificationCounts: { unseen: 0, unread: 0 },
      hasMore: false,
    };
  }

  /** Another database: the same chats, empty, with their numbers from the beginning. */
  replaceDatabase(epoch: string): void {
    this.epoch = epoch;
    this.sentTexts.clear();
    for (const chat of this.chats.values()) Object.assign(chat, { messages: [], rev: 0, archivedSeq: 0 });
  }

  messages(chatId: string): MessageDto[] {
    return this.chatOf(chatId).messages;
  }

  /** A repeated upload answers what the first one stored. */
  upload({ uploadId, kind }: UploadInput, file: File): AttachmentDto {
    const fault = this.uploadFaults.shift();
    if (fault) throw fault;
    const known = this.uploads.get(uploadId);
    const isImage = file.type.startsWith('image/');
    const attachment = known ?? {
      ...buildAttachment({ id: `a${this.uploads.size + 1}`, name: file.name, mimeType: file.type, size: file.size }),
      kind: kind === 'voice' ? kind : isImage ? 'image' : 'file',
    };
    this.uploads.set(uploadId, attachment);
    return attachment;
  }

  send(senderId: string, input: SendMessageInput): SentMessageDto {
    const { chatId, clientMsgId, forwardOfId } = input;
    const chat = this.chatOf(chatId);
    const original = forwardOfId ? this.messageOf(forwardOfId).message : null;
    const text = original ? original.text : input.text;
    const first = chat.messages.find((other) => other.clientMsgId === clientMsgId && other.senderId === senderId);
    if (first && this.sentTexts.get(first.id) !== text) throw refuse('CLIENT_MSG_ID_REUSED');
    if (first) return { message: first, duplicate: true };
    const carried = original ?? this.carriedBy(senderId, input);
    const seq = chat.messages.length + 1;
    chat.rev += 1;
    const id = `${chatId}-${seq}`;
    const message = buildMessage({
      id,
      chatId,
      seq,
      rev: chat.rev,
      senderId,
      clientMsgId,
      text,
      mentions: original ? [] : (input.mentions ?? []),
      type: carried.type,
      attachments: carried.attachments,
      offer: carried.offer,
      offerAnswer: carried.offerAnswer,
      isForwarded: forwardOfId !== undefined,
      createdAt: this.now(),
    });
    chat.messages.push(message);
    if (senderId === this.viewerId) chat.dto = { ...chat.dto, isMarkedUnread: false };
    this.sentTexts.set(id, text);
    this.mark(chat, senderId, seq, seq);
    this.announceIn(chatId, { name: 'newMessage', data: message });
    return { message, duplicate: false };
  }

  private carriedBy(makerId: string, { attachmentIds = [], offer, offerAnswer }: SendMessageInput) {
    const attachments = attachmentIds.map((id) => this.claim(id));
    const { offer: answered } = this.offerMessage(offerAnswer?.offerId) ?? {};
    return {
      type: offer || offerAnswer ? 'offer' : typeOf(attachments),
      attachments,
      offer: offer ? buildOffer({ ...offer, makerId, id: `o${this.ticks}` }) : null,
      offerAnswer: offerAnswer && answered ? { ...answered, ...offerAnswer } : null,
    } as const;
  }

  /** Newest first. */
  offers(chatId: string): OfferHistoryDto[] {
    const made = this.chatOf(chatId).messages.toReversed();
    return made.flatMap(({ offer, createdAt: at }) =>
      offer ? [{ offer, chatId, steps: [{ state: 'live' as const, byUserId: offer.makerId, at }] }] : [],
    );
  }

  /** A file goes with one message. */
  private claim(attachmentId: string): AttachmentDto {
    const attachment = [...this.uploads.values()].find(({ id }) => id === attachmentId);
    if (!attachment) throw refuse('FORBIDDEN');
    const all = [...this.chats.values()].flatMap(({ messages }) => messages);
    const isUsed = all.some(({ attachments }) => attachments.some(({ id }) => id === attachmentId));
    if (isUsed) throw refuse('ATTACHMENT_USED');
    return attachment;
  }

  private offerMessage(offerId: string | undefined): MessageDto | undefined {
    return [...this.chats.values()].flatMap(({ messages }) => messages).find(({ offer }) => offer?.id === offerId);
  }

  edit(userId: string, messageId: string, text: string, mentions: MentionDto[] = []): MessageDto {
    const { message } = this.messageOf(messageId);
    if (message.senderId !== userId) throw refuse('FORBIDDEN');
    if (message.deletedAt !== null) throw refuse('MESSAGE_DELETED');
    if (message.text === text) return message;
    return this.change(message.chatId, message.seq, { text, mentions, editedAt: this.now() });
  }

  remove(userId: string, messageId: string): MessageDto {
    const { message } = this.messageOf(messageId);
    if (message.senderId !== userId) throw refuse('FORBIDDEN');
    if (message.deletedAt !== null) return message;
    return this.change(message.chatId, message.seq, {
      text: '',
      mentions: [],
      reactions: [],
      attachments: [],
      deletedAt: this.now(),
    });
  }

  react(userId: string, messageId: string, emoji: string, isOn: boolean): MessageDto {
    const { message } = this.messageOf(messageId);
    if (message.senderId === null) throw refuse('FORBIDDEN');
    if (message.deletedAt !== null) throw refuse('MESSAGE_DELETED');
    const has = message.reactions.some((kind) => kind.emoji === emoji && kind.userIds.includes(userId));
    if (has === isOn) return message;
    const kinds = message.reactions.filter((kind) => kind.emoji !== emoji);
    const userIds = (message.reactions.find((kind) => kind.emoji === emoji)?.userIds ?? []).filter(
      (id) => id !== userId,
    );
    const kind = { emoji, userIds: isOn ? [...userIds, userId] : userIds };
    const at = message.reactions.findIndex((other) => other.emoji === emoji);
    const reactions = kinds.toSpliced(at < 0 ? kinds.length : at, 0, ...(kind.userIds.length > 0 ? [kind] : []));
    return this.change(message.chatId, message.seq, { reactions });
  }

  /** Renews the rev. */
  change(chatId: string, seq: number, part: Partial<MessageDto>): MessageDto {
    const chat = this.chatOf(chatId);
    const old = chat.messages[seq - 1];
    if (!old) throw refuse('FORBIDDEN');
    chat.rev += 1;
    const message = { ...old, ...part, rev: chat.rev };
    chat.messages[seq - 1] = message;
    this.announceIn(chatId, { name: 'messageUpdated', data: message });
    return message;
  }

  read(userId: string, chatId: string, seq: number): ReceiptDto {
    const chat = this.chatOf(chatId);
    const upTo = Math.min(seq, chat.messages.length);
    const receipt = { chatId, userId, seq: upTo };
    if (userId === this.viewerId && upTo === this.memberOf(chat, userId).lastReadSeq && chat.dto.isMarkedUnread) {
      this.update(chatId, { isMarkedUnread: false });
    }
    if (upTo > this.memberOf(chat, userId).lastReadSeq) {
      this.mark(chat, userId, upTo, upTo);
      this.announceIn(chatId, { name: 'messageRead', data: receipt });
    }
    return receipt;
  }

  delivered(userId: string, chatId: string, seq: number): ReceiptDto {
    const chat = this.chatOf(chatId);
    const upTo = Math.min(seq, chat.messages.length);
    const receipt = { chatId, userId, seq: upTo };
    if (upTo > this.memberOf(chat, userId).lastDeliveredSeq) {
      this.mark(chat, userId, 0, upTo);
      this.announceIn(chatId, { name: 'messageDelivered', data: receipt });
    }
    return receipt;
  }

  chat(chatId: string): ChatDto {
    const chat = this.chatOf(chatId);
    const { messages, dto, rev } = chat;
    const { lastReadSeq } = this.memberOf(chat, this.viewerId);
    const last = messages.at(-1);
    const lastHuman = messages.findLast(({ senderId }) => senderId !== null);
    const isBack = dto.mutedUntil === null && (lastHuman?.seq ?? 0) > chat.archivedSeq;
    const isUnread = (message: MessageDto) =>
      message.seq > lastReadSeq && ![this.viewerId, null].includes(message.senderId) && message.deletedAt === null;
    return {
      ...dto,
      headSeq: messages.length,
      headRev: rev,
      lastMessage: last ? toPreview(last) : null,
      lastActivityAt: last?.createdAt ?? dto.lastActivityAt,
      unread: messages.filter(isUnread).length,
      lastReadSeq,
      archivedAt: isBack ? null : dto.archivedAt,
      isAwaitingReply: lastHuman !== undefined && lastHuman.senderId !== this.viewerId,
    };
  }

  list(filter: ChatFilter = 'all'): ChatDto[] {
    const rows = [...this.chats].filter(([, { isViewerIn }]) => isViewerIn).map(([id]) => this.chat(id));
    const isFirst = ({ pinnedAt }: ChatDto) => filter === 'all' && pinnedAt !== null;
    const isIn = (chat: ChatDto) => {
      if ((filter === 'archived') !== (chat.archivedAt !== null)) return false;
      if (filter === 'unread') return chat.unread > 0 || chat.isMarkedUnread;
      return filter === 'awaitingReply' ? chat.isAwaitingReply : true;
    };
    const isBelow = (a: ChatDto, b: ChatDto) =>
      a.lastActivityAt < b.lastActivityAt || (a.lastActivityAt === b.lastActivityAt && a.id < b.id);
    return rows.filter(isIn).sort((a, b) => Number(isFirst(b)) - Number(isFirst(a)) || (isBelow(a, b) ? 1 : -1));
  }

  unreadChats(): number {
    return this.list().filter((chat) => (chat.unread > 0 || chat.isMarkedUnread) && chat.mutedUntil === null).length;
  }

  page(chatId: string, { before, after, around, limit = this.pageSize }: MessagePageQuery): MessagePageDto {
    const { messages, rev } = this.chatOf(chatId);
    const middle = around === undefined ? undefined : Math.max(0, around - 1 - Math.floor(limit / 2));
    const end = before === undefined ? messages.length : before - 1;
    const start = middle ?? after ?? Math.max(0, end - limit);
    const stop = middle === undefined && after === undefined ? end : start + limit;
    const items = messages.slice(start, stop);
    return { items, hasBefore: start > 0, hasAfter: stop < messages.length, headRev: rev };
  }

  changes(chatId: string, sinceRev: number, epoch: string | undefined, limit = 3): ChatChangesDto {
    const { messages, rev } = this.chatOf(chatId);
    if (sinceRev > rev || (epoch !== undefined && epoch !== this.epoch)) {
      return { chatId, reset: true, items: [], upToRev: 0, headRev: rev, hasMore: false };
    }
    const all = messages.filter((message) => message.rev > sinceRev).sort((a, b) => a.rev - b.rev);
    const items = all.slice(0, limit);
    const hasMore = all.length > limit;
    return { chatId, reset: false, items, upToRev: hasMore ? (items.at(-1)?.rev ?? rev) : rev, headRev: rev, hasMore };
  }

  /** Facts of a chat go to its members alone. */
  private announceIn(chatId: string, fact: Fact): void {
    if (this.isMember(chatId)) this.announce(fact);
  }

  private tell(chatId: string): ChatDto {
    const dto = this.chat(chatId);
    this.announceIn(chatId, { name: 'chatUpdated', data: dto });
    return dto;
  }

  private messageOf(messageId: string): { message: MessageDto } {
    const all = [...this.chats.values()].flatMap(({ messages }) => messages);
    const message = all.find(({ id }) => id === messageId);
    if (!message) throw refuse('FORBIDDEN');
    return { message };
  }

  private chatOf(chatId: string): StoredChat {
    const chat = this.chats.get(chatId);
    if (!chat) throw refuse('FORBIDDEN');
    return chat;
  }

  private memberOf(chat: StoredChat, userId: string) {
    const member = chat.dto.members.find((other) => other.userId === userId);
    if (!member) throw refuse('FORBIDDEN');
    return member;
  }

  private mark(chat: StoredChat, userId: string, readSeq: number, deliveredSeq: number): void {
    const { isMarkedUnread } = chat.dto;
    const isReadOn = userId === this.viewerId && readSeq > this.memberOf(chat, userId).lastReadSeq;
    const members = chat.dto.members.map((member) =>
      member.userId === userId
        ? {
            ...member,
            lastReadSeq: Math.max(member.lastReadSeq, readSeq),
            lastDeliveredSeq: Math.max(member.lastDeliveredSeq, deliveredSeq),
          }
        : member,
    );
    chat.dto = { ...chat.dto, members, isMarkedUnread: isMarkedUnread && !isReadOn };
  }

  /** Every message has a time of its own, so that orders by time are decided. */
  private now(): string {
    this.ticks += 1;
    return new Date(Date.UTC(2026, 0, 2) + this.ticks * 1_000).toISOString();
  }
}

function typeOf(attachments: readonly AttachmentDto[]): MessageType {
  if (attachments.length === 0) return 'text';
  if (attachments[0]?.kind === 'voice') return 'voice';
  return attachments.every(({ kind }) => kind === 'image') ? 'image' : 'file';
}
