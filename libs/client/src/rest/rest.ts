import type {
  AddMembersInput,
  AnnouncementDto,
  AssignTicketInput,
  AttachmentDto,
  AudienceInput,
  BroadcastChoicesDto,
  BroadcastDto,
  BroadcastHistoryDto,
  BroadcastPreviewDto,
  ChatChangesDto,
  ChatCountsDto,
  ChatDto,
  ChatListQuery,
  ChatPreferencesInput,
  CreateBroadcastInput,
  CreateChatInput,
  CreatedBroadcastDto,
  CreateTicketInput,
  CurrentCallDto,
  DecisionDto,
  DecisionListQuery,
  DemoAccountDto,
  EditMessageBody,
  IceServersDto,
  InboxSyncDto,
  LoginInput,
  MeDto,
  MessageDto,
  MessageHitDto,
  MessagePageDto,
  MessagePageQuery,
  MessageSearchQuery,
  MessageVersionsDto,
  NotificationCountsDto,
  NotificationDto,
  NotificationListQuery,
  OfferHistoryDto,
  OutboxLetterContentDto,
  OutboxLetterDto,
  Page,
  PageQuery,
  PreferencesDto,
  PreferencesInput,
  PushKeyDto,
  PushSubscriptionInput,
  ReceiptDto,
  RegisterInput,
  ResponseBadgeDto,
  SaveSegmentInput,
  ScheduleBroadcastInput,
  SegmentDto,
  SendMessageBody,
  SentMessageDto,
  SessionDto,
  SupportTicketDto,
  SyncInboxInput,
  TicketListQuery,
  UpdateBroadcastInput,
  UpdateChatInput,
  UpdateMeInput,
  UpdateMemberInput,
  UpdateTicketInput,
  UploadInput,
  UserDto,
  WsTicketDto,
} from '@app/contracts';
import type { HttpRequest } from './http';

/**
 * How requests prove who sends them.
 * - `cookie`: a browser on the same origin; the HttpOnly session cookies travel by themselves and are refreshed once on 401.
 * - `token`: an API client, a bot or an embedding site; `getToken` answers a valid access token and is asked again on 401.
 * - `headers`: a server that acts for one request (a Next server component passes the browser's `cookie` header);
 *   nothing is refreshed, because a server component cannot set cookies.
 */
export type Auth =
  | { kind: 'cookie' }
  | { kind: 'token'; getToken(): Promise<string> }
  | { kind: 'headers'; headers: Readonly<Record<string, string>> };

/** What `createRest` takes; nothing is needed in a browser on the same origin. */
export interface RestOptions {
  /** Origin of the API without `/api`, for example `http://127.0.0.1:4000`; '' or absent means the same origin. */
  url?: string;
  /** Absent: `cookie`. */
  auth?: Auth;
  fetch?: typeof fetch;
  /** Called once when the session cannot be refreshed any more. */
  onSignedOut?(): void;
}

export interface UploadOptions {
  /** Absent: that of a `File`. Its ending must fit the bytes. */
  name?: string;
  /** The part that is sent, 0 to 1; in browsers. */
  onProgress?(part: number): void;
  signal?: AbortSignal;
}

/**
 * Typed calls for every REST route. All of them answer the `data` of the envelope and throw `ParleyError`.
 * Ids are put into paths encoded; undefined query values are left out.
 */
export interface Rest {
  auth: {
    register(input: RegisterInput): Promise<SessionDto>;
    login(input: LoginInput): Promise<SessionDto>;
    /** Rotates the session: the cookie's, or the given refresh token's. Single-flight over all tabs of a browser. */
    refresh(refreshToken?: string): Promise<SessionDto>;
    logout(): Promise<null>;
    /** A token of 30 s for one socket handshake or one `refreshAuth`. */
    wsTicket(): Promise<WsTicketDto>;
    me(): Promise<MeDto>;
    /** Throws NOT_FOUND unless the server runs in demo mode. */
    demoAccounts(): Promise<DemoAccountDto[]>;
    demoLogin(accountId: string): Promise<SessionDto>;
  };
  users: {
    /** At most 10 people by a prefix of at least 3 characters. */
    search(query: string): Promise<UserDto[]>;
    updateMe(input: UpdateMeInput): Promise<MeDto>;
    /** Whom the caller has blocked. */
    blocked(): Promise<UserDto[]>;
    /** Answers the direct chats with that person as the caller now sees them. */
    setBlocked(userId: string, isBlocked: boolean): Promise<ChatDto[]>;
    /** How reliably and how fast somebody answers new threads. */
    responseBadge(userId: string): Promise<ResponseBadgeDto>;
  };
  chats: {
    list(query?: ChatListQuery): Promise<Page<ChatDto>>;
    /** Get-or-create for the pair and context. */
    create(input: CreateChatInput): Promise<ChatDto>;
    counts(): Promise<ChatCountsDto>;
    get(chatId: string): Promise<ChatDto>;
    messages(chatId: string, query?: MessagePageQuery): Promise<MessagePageDto>;
    send(chatId: string, body: SendMessageBody): Promise<SentMessageDto>;
    /** Newest first. */
    offers(chatId: string, query?: PageQuery): Promise<Page<OfferHistoryDto>>;
    changes(chatId: string, query: { sinceRev: number; epoch?: string }): Promise<ChatChangesDto>;
    read(chatId: string, seq: number): Promise<ReceiptDto>;
    /** What differs from the chats that are known. */
    sync(input: SyncInboxInput): Promise<InboxSyncDto>;
    /** The caller's own flags. */
    setPreferences(chatId: string, input: ChatPreferencesInput): Promise<ChatDto>;
    /** Groups only, as the four below. */
    update(chatId: string, input: UpdateChatInput): Promise<ChatDto>;
    addMembers(chatId: string, input: AddMembersInput): Promise<ChatDto>;
    updateMember(chatId: string, userId: string, input: UpdateMemberInput): Promise<ChatDto>;
    /** The caller's own id: leaves. Null when the caller does not see the chat any more. */
    removeMember(chatId: string, userId: string): Promise<ChatDto | null>;
  };
  messages: {
    edit(messageId: string, body: EditMessageBody): Promise<MessageDto>;
    /** Answers the tombstone. */
    remove(messageId: string): Promise<MessageDto>;
    react(messageId: string, emoji: string, isOn: boolean): Promise<MessageDto>;
    search(query: MessageSearchQuery): Promise<Page<MessageHitDto>>;
    /** What the message said before; moderators only. */
    history(messageId: string): Promise<MessageVersionsDto>;
  };
  offers: {
    history(offerId: string): Promise<OfferHistoryDto>;
  };
  attachments: {
    /** For `attachmentIds` of a message. A repeated `uploadId` answers what the first one stored. */
    upload(input: UploadInput, file: Blob, options?: UploadOptions): Promise<AttachmentDto>;
  };
  notifications: {
    list(query?: NotificationListQuery): Promise<Page<NotificationDto>>;
    counts(): Promise<NotificationCountsDto>;
    read(notificationId: string): Promise<NotificationDto>;
    readAll(): Promise<NotificationCountsDto>;
    seenAll(): Promise<NotificationCountsDto>;
    setArchived(notificationId: string, isArchived: boolean): Promise<NotificationDto>;
    /** Null ends a snooze. */
    snooze(notificationId: string, until: string | null): Promise<NotificationDto>;
    /** The caller's own; what is left out stays. */
    preferences(): Promise<PreferencesDto>;
    setPreferences(input: PreferencesInput): Promise<PreferencesDto>;
    /** For everybody who did not choose; admins only. */
    defaults(): Promise<PreferencesDto>;
    setDefaults(input: PreferencesInput): Promise<PreferencesDto>;
    /** Why the caller, or for admins anybody, did or did not get something. */
    decisions(query?: DecisionListQuery): Promise<Page<DecisionDto>>;
  };
  push: {
    key(): Promise<PushKeyDto>;
    subscribe(input: PushSubscriptionInput): Promise<null>;
    unsubscribe(endpoint: string): Promise<null>;
  };
  /** Letters that no mail server took; admins in demo mode. */
  outbox: {
    list(): Promise<OutboxLetterDto[]>;
    get(letterId: string): Promise<OutboxLetterContentDto>;
  };
  calls: {
    /** The call that the caller rings for or is in. */
    current(): Promise<CurrentCallDto>;
    iceServers(): Promise<IceServersDto>;
  };
  /** Admins only. */
  broadcasts: {
    list(query?: PageQuery): Promise<Page<BroadcastDto>>;
    /** Publishes at once, at `publishAt`, or keeps a draft. */
    create(input: CreateBroadcastInput): Promise<CreatedBroadcastDto>;
    get(broadcastId: string): Promise<BroadcastDto>;
    /** Replaces what a draft says. */
    update(broadcastId: string, input: UpdateBroadcastInput): Promise<BroadcastDto>;
    removeDraft(broadcastId: string): Promise<null>;
    schedule(broadcastId: string, input: ScheduleBroadcastInput): Promise<BroadcastDto>;
    /** 409 ILLEGAL_TRANSITION from a state that does not allow it. */
    steer(broadcastId: string, step: 'pause' | 'resume' | 'cancel'): Promise<BroadcastDto>;
    history(broadcastId: string): Promise<BroadcastHistoryDto>;
    preview(input: AudienceInput): Promise<BroadcastPreviewDto>;
    choices(): Promise<BroadcastChoicesDto>;
  };
  /** Admins only. */
  segments: {
    list(): Promise<SegmentDto[]>;
    save(input: SaveSegmentInput): Promise<SegmentDto>;
    remove(segmentId: string): Promise<null>;
  };
  /** Broadcasts as their readers have them. */
  announcements: {
    get(broadcastId: string): Promise<AnnouncementDto>;
    /** Its link was followed. */
    click(broadcastId: string): Promise<AnnouncementDto>;
  };
  tickets: {
    list(query?: TicketListQuery): Promise<Page<SupportTicketDto>>;
    create(input: CreateTicketInput): Promise<SupportTicketDto>;
    get(ticketId: string): Promise<SupportTicketDto>;
    update(ticketId: string, input: UpdateTicketInput): Promise<SupportTicketDto>;
    assign(ticketId: string, input: AssignTicketInput): Promise<SupportTicketDto>;
  };
  /** Any route, for parts that are loaded when they are needed (`@app/client/desk`) and type it themselves. */
  call<T>(request: HttpRequest): Promise<T>;
}
