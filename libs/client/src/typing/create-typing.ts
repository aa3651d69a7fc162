import type { Limits, TypingDto } from '@app/contracts';
import type { Clock } from '../core/clock';
import { createStore, readSide, type Store } from '../core/store';
import type { TypingState, TypingStore } from './typing';

export interface TypingEngine extends TypingStore {
  apply(fact: TypingDto): void;
  /** Forgets everybody: after a lost connection nobody knows. */
  clear(): void;
}

export function createTyping({ clock, limits }: { clock: Clock; limits: Store<Limits> }): TypingEngine {
  const store = createStore<TypingState>({ byChatId: {} });
  const expiries = new Map<string, () => void>();

  const keyOf = (chatId: string, userId: string) => `${chatId} ${userId}`;

  const set = ({ chatId, userId, isTyping }: TypingDto) => {
    const { [chatId]: typing = [], ...others } = store.getState().byChatId;
    if (typing.includes(userId) === isTyping) return;
    const next = isTyping ? [...typing, userId] : typing.filter((id) => id !== userId);
    store.setState({ byChatId: next.length > 0 ? { ...others, [chatId]: next } : others });
  };

  return {
    ...readSide(store),
    apply(fact) {
      const key = keyOf(fact.chatId, fact.userId);
      expiries.get(key)?.();
      expiries.delete(key);
      set(fact);
      if (!fact.isTyping) return;
      const expire = () => {
        expiries.delete(key);
        set({ ...fact, isTyping: false });
      };
      expiries.set(key, clock.after(limits.getState().typingExpiryMs, expire));
    },
    clear() {
      for (const cancel of expiries.values()) cancel();
      expiries.clear();
      store.setState({ byChatId: {} });
    },
  };
}
