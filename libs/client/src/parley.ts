import type {
  ChatCountsDto,
  ChatDto,
  Limits,
  MeDto,
  MessagePageDto,
  NotificationCountsDto,
  Page,
} from '@app/contracts';
import type { BellStore } from './bell/bell';
import type { CallStore } from './call/call';
import type { CallHost } from './call/call-host';
import type { ChatListStore } from './chat/chat-list';
import type { ConnectionState } from './connection/connection.state';
import type { Live } from './connection/live';
import type { Environment } from './core/environment';
import type { Store } from './core/store';
import type { DraftStorage, DraftStore } from './draft/draft';
import type { LeaderStore } from './leader/leader';
import type { MessageStore } from './message/message-list';
import type { OfferList } from './offer/offer-list';
import type { Outbox } from './outbox/outbox';
import type { OutboxStorage } from './outbox/outbox-storage';
import type { PresenceStore } from './presence/presence';
import type { Auth, Rest } from './rest/rest';
import type { Search } from './search/message-search';
import type { TicketStore } from './ticket/ticket-list';
import type { TypingStore } from './typing/typing';
import type { UploadStore } from './upload/upload';

/** What `createParley` takes; only `me` is needed in a browser on the same origin. */
export interface ParleyOptions {
  /** Origin of the server; '' or absent means the same origin (browsers). */
  url?: string;
  /** Absent: `cookie`. */
  auth?: Auth;
  /** The signed-in person, from `rest.auth.me()` or the session. */
  me: MeDto;
  /** Absent: IndexedDB where there is one, else memory. */
  storage?: OutboxStorage;
  /** As `storage`. */
  draftStorage?: DraftStorage;
  /** What the server render already fetched, so that the first paint needs no second fetch. */
  initial?: {
    chats?: Page<ChatDto>;
    chatCounts?: ChatCountsDto;
    notificationCounts?: NotificationCountsDto;
    /** First pages by chat id. */
    messages?: Readonly<Record<string, MessagePageDto>>;
  };
  /** Microphones, cameras and connections of calls; absent: the browser's. */
  callHost?: CallHost;
  /** Clock, randomness, transport and browser signals; for tests and unusual hosts. */
  environment?: Partial<Environment>;
}

/** One signed-in person's live view of the server. Creating it does nothing; `start` connects. */
export interface Parley {
  readonly me: MeDto;
  readonly rest: Rest;
  readonly connection: Store<ConnectionState>;
  /** The server's own limits; defaults before the first `ready`. */
  readonly limits: Store<Limits>;
  readonly chats: ChatListStore;
  readonly presence: PresenceStore;
  readonly typing: TypingStore;
  readonly bell: BellStore;
  readonly tickets: TicketStore;
  readonly outbox: Outbox;
  /** How far the files of waiting messages are. */
  readonly uploads: UploadStore;
  readonly drafts: DraftStore;
  readonly calls: CallStore;
  readonly search: Search;
  /** Which tab of this browser speaks for all. */
  readonly leader: LeaderStore;
  readonly live: Live;
  /** The server's time as far as known (ms since the epoch): this device's clock may be wrong. */
  now(): number;
  /** The store of one chat; the same one at every call. */
  messages(chatId: string): MessageStore;
  /** All offers of one chat; the same list at every call. */
  offers(chatId: string): OfferList;
  /** Connects and keeps connected for ever. Calling it again does nothing. */
  start(): void;
  /** Drops what this device keeps of the person: outbox and drafts. Call it on an intended sign-out. */
  forget(): Promise<void>;
  /** Disconnects and lets go of timers, locks and listeners; state stays readable, and `start` may follow. */
  stop(): Promise<void>;
}
