import type {
  MentionDto,
  MessageDto,
  MessageType,
  MoneyDto,
  OfferAnswerInput,
  OfferInput,
  QuoteDto,
} from '@app/contracts';
import type { ParleyError, ParleyErrorCode } from '../core/error';
import type { Store } from '../core/store';
import type { PendingChange } from '../outbox/outbox';
import type { OutboxAttachment } from '../outbox/outbox-storage';
import type { AttachmentInput } from '../upload/upload';

/** Ticks of an own message: stored, delivered to every other member, read by every other member. */
export type Tick = 'sent' | 'delivered' | 'read';

/** An own message on its way. `clientMsgId` is the same before and after confirmation: use it as the list key. */
export interface PendingMessage {
  clientMsgId: string;
  chatId: string;
  /** As it will be stored. */
  type: MessageType;
  text: string;
  mentions: readonly MentionDto[];
  replyTo: QuoteDto | null;
  attachments: readonly PendingAttachment[];
  offer: (MoneyDto & { counterOfId?: string | null }) | null;
  offerAnswer: OfferAnswerInput | null;
  isForwarded: boolean;
  /** When the person sent it, by the server's clock as far as it is known (ISO 8601). */
  createdAt: string;
  /** `stillTrying` after 8 s without success; `failed` on a final code only, until retried or discarded. */
  status: 'sending' | 'stillTrying' | 'failed';
  /** Set when failed. */
  errorCode: ParleyErrorCode | null;
}

/** `file`: its bytes, while this device has them; how far its upload is: `parley.uploads`. */
export type PendingAttachment = OutboxAttachment;

/** What goes with a text; at most one of attachments, offer and offerAnswer. With one of these the text may be empty. */
export interface SendOptions {
  /** In a group: the members the text speaks to; those at an end that is trimmed are left out. */
  mentions?: readonly MentionDto[];
  /** See `toQuote` of the contracts. */
  replyTo?: QuoteDto | null;
  attachments?: readonly AttachmentInput[];
  offer?: OfferInput | null;
  offerAnswer?: OfferAnswerInput | null;
}

/** One chat as its screen shows it. */
export interface MessageState {
  chatId: string;
  /** A contiguous window of the chat in ascending seq, with own changes shown as if they were done already. */
  items: readonly MessageDto[];
  /** Older messages exist above the window. */
  hasBefore: boolean;
  /** Newer messages exist below the window: it does not reach the head. */
  hasAfter: boolean;
  /** Own messages not yet in `items`, in the order of sending; they belong below the last item. */
  pending: readonly PendingMessage[];
  /** Own edits, removals and reactions on their way (shown in `items`) or refused (not shown there any more). */
  changes: readonly PendingChange[];
  /** Contiguous sync cursor: every change of the window up to this rev is applied. */
  rev: number;
  /** False until the first page is there: show skeletons. */
  isLoaded: boolean;
  isLoading: { first: boolean; before: boolean; after: boolean };
  error: ParleyError | null;
  /** Where the "New" divider goes: first unread seq when the chat was opened; null when nothing was unread. Kept until close. */
  firstUnreadSeq: number | null;
  /** Everything up to these seqs was delivered to, and read by, every other member. */
  deliveredSeq: number;
  readSeq: number;
}

/** One chat's messages, live. Loading methods never throw: failures are in `error`. */
export interface MessageStore extends Store<MessageState> {
  readonly chatId: string;
  /**
   * The chat is on screen: loads it (at the first unread message, else the latest), keeps it synced, and tells the server.
   * Counted: every `open` needs its `close`.
   */
  open(): void;
  close(): void;
  /** True while the chat is on screen in a focused, visible tab: the bell stays silent for it. */
  setFocused(isFocused: boolean): void;
  loadBefore(): Promise<void>;
  loadAfter(): Promise<void>;
  /** Replaces the window by a page with this seq in its middle, unless the window has it already. */
  loadAround(seq: number): Promise<void>;
  jumpToLatest(): Promise<void>;
  /**
   * Queues a message: it appears in `pending` at once, survives a reload, and is sent when connected. Text is trimmed at the end.
   * Files are uploaded first; what is sent meanwhile does not wait for them.
   * Throws VALIDATION (empty, too many code points, control characters, too many files) or TOO_LARGE before anything is queued.
   */
  send(text: string, options?: SendOptions): PendingMessage;
  /**
   * Queues an own message's new text, a removal, or a reaction put on or taken off. Shown at once, sent in order with messages,
   * survives a reload. When the server refuses it for good, what it changed is shown as before, and it stays in `changes` as
   * failed until retried or discarded. `edit` throws as `send` does.
   */
  edit(messageId: string, text: string, mentions?: readonly MentionDto[]): PendingChange;
  remove(messageId: string): PendingChange;
  react(messageId: string, emoji: string, isOn: boolean): PendingChange;
  /** Queues a copy of a loaded message for each chat. Throws VALIDATION for offers, answers, tombstones and system lines. */
  forward(messageId: string, chatIds: readonly string[]): PendingMessage[];
  /** True of what can be copied into other chats: text and files. */
  mayForward(message: MessageDto): boolean;
  /** True while this person may still change the message: the sender inside the window by the server's clock, moderators always. */
  mayEdit(message: MessageDto): boolean;
  mayRemove(message: MessageDto): boolean;
  /** Sends a failed message or change again under the same id (`clientMsgId`, or `id` of a change); uploads begin anew. */
  retry(id: string): void;
  /** Drops a failed or waiting message or change, and ends its uploads. A waiting one that already travelled may still arrive. */
  discard(id: string): void;
  /** The person saw everything up to `seq`; debounced, forward only, kept until acknowledged. */
  markRead(seq: number): void;
  /** Call with true on every input and false on blur or clear; emits by the typing rules. Sending stops it by itself. */
  setTyping(isTyping: boolean): void;
  /** Null on other people's and system messages. */
  tickOf(message: MessageDto): Tick | null;
}
