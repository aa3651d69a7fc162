import type { Store } from '../core/store';

/** Who types, by chat. */
export interface TypingState {
  /** Who types now, per chat, in order of starting; a chat nobody types in is absent. */
  byChatId: Readonly<Record<string, readonly string[]>>;
}

/** Other people's typing; entries expire by themselves, so a lost stop cannot stick. */
export type TypingStore = Store<TypingState>;
