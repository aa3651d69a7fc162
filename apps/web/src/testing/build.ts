import type { PendingChange, PendingMessage } from '@app/client';
import type { ChatDto, MeDto, MessageDto, UserDto } from '@app/contracts';

export function buildUser(overrides: Partial<UserDto> = {}): UserDto {
  return { id: 'yacine', name: 'Yacine Benali', avatarUrl: null, role: 'user', ...overrides };
}

export function buildMe(overrides: Partial<MeDto> = {}): MeDto {
  return {
    ...buildUser({ id: 'amel', name: 'Amel Haddad' }),
    email: 'amel@example.dz',
    locale: 'en',
    timeZone: 'UTC',
    region: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    ...overrides,
  };
}

/** A message of Yacine's; `seq` gives its id, its order and, in minutes, its time. */
export function buildMessage(seq: number, overrides: Partial<MessageDto> = {}): MessageDto {
  return {
    id: `m${seq}`,
    chatId: 'chat',
    seq,
    rev: seq,
    senderId: 'yacine',
    clientMsgId: `c${seq}`,
    type: 'text',
    text: `message ${seq}`,
    mentions: [],
    system: null,
    replyTo: null,
    reactions: [],
    attachments: [],
    offer: null,
    offerAnswer: null,
    isForwarded: false,
    editedAt: null,
    deletedAt: null,
    createdAt: new Date(Date.UTC(2026, 10, 20, 9, seq)).toISOString(),
    ...overrides,
  };
}

export function buildPending(overrides: Partial<PendingMessage> = {}): PendingMessage {
  return {
    clientMsgId: 'p1',
    chatId: 'chat',
    type: 'text',
    text: 'on its way',
    mentions: [],
    replyTo: null,
    attachments: [],
    offer: null,
    offerAnswer: null,
    isForwarded: false,
    createdAt: '2026-11-20T10:00:00.000Z',
    status: 'sending',
    errorCode: null,
    ...overrides,
  };
}

/** Amel's edit of a message, just made. */
export function buildChange(overrides: Partial<PendingChange> = {}): PendingChange {
  return {
    id: 'change1',
    kind: 'edit',
    chatId: 'chat',
    messageId: 'm1',
    text: 'better',
    mentions: [],
    emoji: '',
    isOn: false,
    createdAt: '2026-11-20T10:00:00.000Z',
    status: 'sending',
    errorCode: null,
    ...overrides,
  };
}

/** A chat of Amel and Yacine. */
export function buildChat(overrides: Partial<ChatDto> = {}): ChatDto {
  const members = [buildUser(), buildUser({ id: 'amel', name: 'Amel Haddad' })].map((user) => ({
    userId: user.id,
    user,
    joinedAt: '2026-11-01T00:00:00.000Z',
    lastReadSeq: 0,
    lastDeliveredSeq: 0,
    role: 'member' as const,
  }));
  return {
    id: 'chat',
    type: 'direct',
    title: null,
    context: null,
    members,
    headSeq: 3,
    headRev: 3,
    infoRev: 1,
    lastMessage: null,
    lastActivityAt: '2026-11-20T09:03:00.000Z',
    createdAt: '2026-11-01T00:00:00.000Z',
    ticketId: null,
    state: 'open',
    unread: 0,
    lastReadSeq: 3,
    pinnedAt: null,
    mutedUntil: null,
    archivedAt: null,
    isMarkedUnread: false,
    isAwaitingReply: false,
    isBlocked: false,
    createdBy: 'amel',
    ...overrides,
  };
}
