import type { QuoteDto } from '@app/contracts';
import type { ParleyErrorCode } from '../core/error';

/** One message waiting to be sent, as it is kept over reloads. */
export interface OutboxItem {
  /** The UUID made once at send: what makes every retry the same message. */
  clientMsgId: string;
  userId: string;
  chatId: string;
  text: string;
  replyTo: QuoteDto | null;
  /** Rising per user: the order of sending. */
  order: number;
  /** Milliseconds since the epoch by this device's clock. */
  queuedAt: number;
  /** The final code it failed with; null while it is to be sent. */
  errorCode: ParleyErrorCode | null;
}

/** Where the outbox keeps its items: IndexedDB in browsers, memory elsewhere, or your own. */
export interface OutboxStorage {
  /** All items of this person, in any order. */
  load(userId: string): Promise<OutboxItem[]>;
  put(item: OutboxItem): Promise<void>;
  delete(clientMsgId: string): Promise<void>;
  /** Drops everything of this person (sign-out). */
  clear(userId: string): Promise<void>;
}
