import type { CallDto, CallIdInput, CallSignalDto, JoinCallInput, SignalCallInput, StartCallInput } from './call';
import type { ChatCountsDto, ChatDto, KnownChatDto, MarkReadInput, ReceiptDto } from './chat';
import type { AgentDto, TicketViewersDto, ViewTicketInput } from './desk';
import type { Envelope, Failure } from './error';
import type { Limits } from './limit';
import type {
  ChatChangesDto,
  DeleteMessageInput,
  EditMessageInput,
  MessageDto,
  ReactToMessageInput,
  SendMessageInput,
  SentMessageDto,
  SyncChatInput,
} from './message';
import type { NotificationCountsDto, NotificationDto } from './notification';
import type { SupportTicketDto, TicketNoteDto } from './support-ticket';
import type { PresenceDto } from './user';

type Ack<T> = (answer: Envelope<T>) => void;
type Command<Input, Output> = (input: Input, ack: Ack<Output>) => void;

export interface TypingInput {
  chatId: string;
  isTyping: boolean;
}

export interface OpenChatInput {
  chatId: string;
  /** True while the chat is on screen in a focused, visible tab: the bell stays silent for it. */
  isFocused: boolean;
}

export interface CloseChatInput {
  chatId: string;
}

export interface WatchPresenceInput {
  /** The people on screen, at most 100; replaces the socket's earlier list. Only people who share a chat are watched. */
  userIds: string[];
}

export interface SetActivityInput {
  /** True after five minutes without input in this tab. */
  isIdle: boolean;
}

export interface RefreshAuthInput {
  /** An access token or a ticket of POST /api/auth/ws-ticket, of the same person. */
  token: string;
}

export interface SyncInboxInput {
  epoch?: string;
  /** The chats that the client holds (`toKnownChat`), newest first, at most 200. */
  known: KnownChatDto[];
}

/** What changed in the list of chats while a client was away; also POST /api/chats/sync. */
export interface InboxSyncDto {
  epoch: string;
  /** True: the epoch is another one; drop the local copies and load afresh. */
  reset: boolean;
  /** Chats that differ from what is known, and new ones, among the newest 200. */
  chats: ChatDto[];
  /** Known chats the person is no longer a member of. */
  goneIds: string[];
  counts: ChatCountsDto;
  notificationCounts: NotificationCountsDto;
  /** There are more chats than were looked at; page the list for them. */
  hasMore: boolean;
}

/** Commands, always acked. */
export interface ClientToServerEvents {
  sendMessage: Command<SendMessageInput, SentMessageDto>;
  markRead: Command<MarkReadInput, ReceiptDto>;
  markDelivered: Command<MarkReadInput, ReceiptDto>;
  typing: Command<TypingInput, null>;
  openChat: Command<OpenChatInput, null>;
  closeChat: Command<CloseChatInput, null>;
  watchPresence: Command<WatchPresenceInput, PresenceDto[]>;
  setActivity: Command<SetActivityInput, null>;
  syncChat: Command<SyncChatInput, ChatChangesDto>;
  refreshAuth: Command<RefreshAuthInput, { expiresAt: string }>;
  editMessage: Command<EditMessageInput, MessageDto>;
  deleteMessage: Command<DeleteMessageInput, MessageDto>;
  reactToMessage: Command<ReactToMessageInput, MessageDto>;
  syncInbox: Command<SyncInboxInput, InboxSyncDto>;
  /** CALL_BUSY while the caller is in another call; a busy callee is told by the call's outcome. */
  startCall: Command<StartCallInput, CallDto>;
  /** The first device wins; later ones get CALL_TAKEN. The joined device may send the same again. */
  acceptCall: Command<JoinCallInput, CallDto>;
  declineCall: Command<CallIdInput, CallDto>;
  /** Hangs up, or gives up ringing. */
  endCall: Command<CallIdInput, CallDto>;
  /** A device of the call whose socket was away says that it is back. */
  rejoinCall: Command<JoinCallInput, CallDto>;
  signalCall: Command<SignalCallInput, null>;
  /** Staff: what is on this tab's screen. */
  viewTicket: Command<ViewTicketInput, null>;
}

export interface TypingDto {
  chatId: string;
  userId: string;
  isTyping: boolean;
}

/** The person is no longer a member; no later fact of that chat follows. */
export interface ChatRemovedDto {
  chatId: string;
}

export interface ReadyDto {
  userId: string;
  /** Changes when the database was replaced or restored; a client with another epoch starts afresh. */
  epoch: string;
  limits: Limits;
  /** When this socket ends unless refreshed (ISO 8601). */
  expiresAt: string;
}

export interface BroadcastAnnouncementDto {
  broadcastId: string;
  /** Refetch the bell after a random wait below this many milliseconds. */
  jitterMs: number;
}

/** Facts. Each is announced once, by the service that wrote it, with the very DTO that REST returns. */
export interface ServerToClientEvents {
  /** First event of every connection. */
  ready: (fact: ReadyDto) => void;
  newMessage: (fact: MessageDto) => void;
  /** A message was edited, deleted or reacted to, or the message it quotes was deleted. */
  messageUpdated: (fact: MessageDto) => void;
  messageRead: (fact: ReceiptDto) => void;
  messageDelivered: (fact: ReceiptDto) => void;
  typing: (fact: TypingDto) => void;
  presence: (fact: PresenceDto) => void;
  /** A chat was made, or its members, state or context or the viewer's own flags changed; in the view of whom it goes to. */
  chatUpdated: (fact: ChatDto) => void;
  chatRemoved: (fact: ChatRemovedDto) => void;
  notification: (fact: NotificationDto) => void;
  notificationCounts: (fact: NotificationCountsDto) => void;
  ticketUpdated: (fact: SupportTicketDto) => void;
  /** To staff only. */
  ticketNote: (fact: TicketNoteDto) => void;
  /** To the staff that looks at the ticket. */
  ticketViewers: (fact: TicketViewersDto) => void;
  /** To staff only: who came, went, or changed what they take. */
  agentUpdated: (fact: AgentDto) => void;
  broadcast: (fact: BroadcastAnnouncementDto) => void;
  call: (fact: CallDto) => void;
  callSignal: (fact: CallSignalDto) => void;
  /** The token ends within a minute: refresh it and send `refreshAuth`. */
  authExpiring: (fact: { expiresAt: string }) => void;
  /** The server is going away; reconnect after a random wait below this. */
  serverShutdown: (fact: { reconnectWithinMs: number }) => void;
  /** An event without an ack function failed. */
  error: (failure: Failure) => void;
}

export const SOCKET_PATH = '/api/socket.io';

/** Refusals of a handshake arrive as `connect_error` with this in `data`. */
export interface HandshakeErrorData {
  code: string;
  retryAfterMs?: number;
}
