import type {
  AttachmentDto,
  ChatDto,
  MeDto,
  MessageDto,
  NotificationDto,
  OfferDto,
  SupportTicketDto,
  UserDto,
} from '@app/contracts';

const AT = '2026-01-01T00:00:00.000Z';

export function buildUser(overrides: Partial<UserDto> = {}): UserDto {
  return { id: 'ana', name: 'Ana', avatarUrl: null, role: 'user', ...overrides };
}

export function buildMe(overrides: Partial<MeDto> = {}): MeDto {
  return { ...buildUser(), email: null, locale: 'en', timeZone: 'UTC', region: null, createdAt: AT, ...overrides };
}

export function buildMessage(overrides: Partial<MessageDto> = {}): MessageDto {
  const seq = overrides.seq ?? 1;
  return {
    id: `m${seq}`,
    chatId: 'c1',
    seq,
    rev: seq,
    senderId: 'ben',
    clientMsgId: `client-${seq}`,
    type: 'text',
    text: `text ${seq}`,
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
    createdAt: new Date(Date.parse(AT) + seq * 1_000).toISOString(),
    ...overrides,
  };
}

export function buildAttachment(overrides: Partial<AttachmentDto> = {}): AttachmentDto {
  return {
    id: 'a1',
    kind: 'file',
    name: 'file.pdf',
    mimeType: 'application/pdf',
    size: 1_000,
    width: null,
    height: null,
    placeholder: null,
    durationMs: null,
    peaks: null,
    ...overrides,
  };
}

export function buildOffer(overrides: Partial<OfferDto> = {}): OfferDto {
  return {
    id: 'o1',
    makerId: 'ben',
    state: 'live',
    amount: 12_000_00,
    currency: 'DZD',
    counterOfId: null,
    expiresAt: '2026-01-03T00:00:00.000Z',
    closedAt: null,
    closedById: null,
    ...overrides,
  };
}

/** A direct chat of Ana and Ben, seen by Ana. */
export function buildChat(overrides: Partial<ChatDto> = {}): ChatDto {
  const member = (id: string) => ({
    userId: id,
    user: buildUser({ id, name: id }),
    joinedAt: AT,
    lastReadSeq: 0,
    lastDeliveredSeq: 0,
    role: 'member' as const,
  });
  return {
    id: 'c1',
    type: 'direct',
    title: null,
    context: null,
    members: [member('ana'), member('ben')],
    headSeq: 0,
    headRev: 0,
    infoRev: 1,
    lastMessage: null,
    lastActivityAt: AT,
    createdAt: AT,
    ticketId: null,
    state: 'open',
    unread: 0,
    lastReadSeq: 0,
    pinnedAt: null,
    mutedUntil: null,
    archivedAt: null,
    isMarkedUnread: false,
    isAwaitingReply: false,
    isBlocked: false,
    createdBy: 'ana',
    ...overrides,
  };
}

export function buildNotification(overrides: Partial<NotificationDto> = {}): NotificationDto {
  return {
    id: 'n1',
    type: 'message',
    category: 'message',
    groupKey: 'chat:c1',
    title: 'Ben',
    text: 'hello',
    data: { chatId: 'c1' },
    link: null,
    isCritical: false,
    count: 1,
    seenAt: null,
    readAt: null,
    archivedAt: null,
    snoozedUntil: null,
    createdAt: AT,
    updatedAt: AT,
    ...overrides,
  };
}

export function buildTicket(overrides: Partial<SupportTicketDto> = {}): SupportTicketDto {
  return {
    id: 't1',
    number: 1001,
    subject: 'Help',
    category: 'general',
    priority: 'normal',
    state: 'new',
    requester: buildUser(),
    assignee: null,
    chatId: 'c9',
    isAwaitingReply: true,
    context: null,
    followUpOf: null,
    mergedInto: null,
    rating: null,
    solvedAt: null,
    closedAt: null,
    createdAt: AT,
    updatedAt: AT,
    sla: null,
    history: null,
    desk: null,
    ...overrides,
  };
}
