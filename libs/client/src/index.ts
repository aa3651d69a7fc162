export type { BellState, BellStore } from './bell/bell';
export type {
  CallDevice,
  CallFault,
  CallStage,
  CallState,
  CallStore,
  DeviceReason,
  OwnMedia,
  PeerMedia,
  TabCall,
} from './call/call';
export type { CallHost } from './call/call-host';
export type { ChatActions, ChatListState, ChatListStore, ChatListView, CreateGroupInput } from './chat/chat-list';
export type { ConnectionState, ConnectionStatus } from './connection/connection.state';
export type { Fact, Transport, TransportEvents } from './connection/transport';
export type { Clock } from './core/clock';
export type { Channel, Environment, Held, HostSignals, Locks } from './core/environment';
export { type ClientErrorCode, ParleyError, type ParleyErrorCode } from './core/error';
export { uuid } from './core/host';
export type { Store } from './core/store';
export { createParley } from './create-parley';
export type { Draft, DraftState, DraftStorage, DraftStore } from './draft/draft';
export type { LeaderState, LeaderStore } from './leader/leader';
export { followMentions } from './message/mentions';
export type {
  MessageState,
  MessageStore,
  PendingAttachment,
  PendingMessage,
  SendOptions,
  Tick,
} from './message/message-list';
export type { OfferList, OfferListState } from './offer/offer-list';
export type { ForwardInput, Outbox, OutboxState, PendingChange } from './outbox/outbox';
export type { OutboxAttachment, OutboxItem, OutboxStorage } from './outbox/outbox-storage';
export type { Parley, ParleyOptions } from './parley';
export type { PresenceStore, PresenceStoreState } from './presence/presence';
export { createRest } from './rest/create-rest';
export type { Auth, Rest, RestOptions, UploadOptions } from './rest/rest';
export type { MessageSearch, MessageSearchInput, MessageSearchState, Search } from './search/message-search';
export { pressingClock } from './ticket/ticket-facts';
export { NO_TICKET_FILTER, type TicketListState, type TicketListView, type TicketStore } from './ticket/ticket-list';
export type { TypingState, TypingStore } from './typing/typing';
export type { AttachmentInput, UploadState, UploadStore } from './upload/upload';
