import type { MentionDto, QuoteDto } from '@app/contracts';
import type { Store } from '../core/store';

/** What somebody began to write and did not send. */
export interface Draft {
  chatId: string;
  text: string;
  /** Absent: none. */
  mentions?: readonly MentionDto[];
  replyTo: QuoteDto | null;
}

/** All drafts of the person. */
export interface DraftState {
  /** A chat without a draft is absent. */
  byChatId: Readonly<Record<string, Draft>>;
  /** False until those of earlier visits are there. */
  isLoaded: boolean;
}

/** Drafts of all chats: kept on the device over reloads, the same in every tab, gone after a sign-out. */
export interface DraftStore extends Store<DraftState> {
  get(chatId: string): Draft | undefined;
  /** Call it on every input; null, or neither text nor quote, drops the draft. Absent mentions: those there are follow the text. */
  set(chatId: string, draft: (Pick<Draft, 'text'> & Partial<Draft>) | null): void;
  /** Drops everything; call on an intended sign-out. */
  clear(): Promise<void>;
}

/** Where drafts are kept: IndexedDB in browsers, memory elsewhere, or your own. */
export interface DraftStorage {
  load(userId: string): Promise<Draft[]>;
  put(userId: string, draft: Draft): Promise<void>;
  delete(userId: string, chatId: string): Promise<void>;
  clear(userId: string): Promise<void>;
}
