import type { MessageDto } from '@app/contracts';
import { toParleyError } from '../core/error';
import type { MessageStoreDeps } from './create-message-store';
import { applyChanges, applyMessage, hasGap, holdMessage } from './message-window';
import type { ThreadPages } from './thread-pages';
import type { ThreadCell } from './thread-state';

export interface ThreadSync {
  /** A new or changed message, live or from an ack. */
  apply(message: MessageDto): void;
  /** Fetches what changed since the cursor, or the first page when there is none. Throws on faults. */
  sync(): Promise<void>;
  /** As `sync`, but a chat that is refused for good is in step: that stands in its state. */
  resync(): Promise<void>;
  /** As `sync`, for when nobody waits: a passing fault is made up by the next head check or reconnect. */
  syncQuietly(): Promise<void>;
  /** Soon, unless the gap closes by itself. */
  syncSoon(): void;
  stop(): void;
}

/** Facts of one burst may overtake each other; only a gap that stays is worth a sync. */
const GAP_WAIT_MS = 200;
/** A chat nobody looks at keeps this many early changes; opening it syncs anyway. */
const AHEAD_MAX = 200;

export interface ThreadSyncDeps extends Pick<MessageStoreDeps, 'commands' | 'clock' | 'epoch'> {
  pages: ThreadPages;
  isOpen(): boolean;
}

/** Keeps the window true: facts in the order of rev, and the gaps between them from the server. */
export function createThreadSync({ get, set }: ThreadCell, deps: ThreadSyncDeps): ThreadSync {
  const { pages, commands, clock, epoch, isOpen } = deps;
  const { chatId } = get();
  let running: Promise<void> | null = null;
  let cancelWait: (() => void) | null = null;

  const fetchChanges = async (): Promise<void> => {
    const mine = pages.generation();
    const from = get().rev;
    const items: MessageDto[] = [];
    let upToRev = from;
    for (let hasMore = true; hasMore; ) {
      const changes = await commands.request('syncChat', { chatId, sinceRev: upToRev, epoch: epoch() ?? undefined });
      if (mine !== pages.generation()) return;
      if (changes.reset) return pages.reload();
      items.push(...changes.items);
      ({ upToRev, hasMore } = changes);
    }
    // An older page came in meanwhile and moved the cursor back: these changes do not join it.
    if (get().rev < from) return fetchChanges();
    set({ ...applyChanges(get(), items, upToRev), error: null });
    if (hasGap(get())) syncSoon();
  };

  const sync = async (): Promise<void> => {
    if (!get().isLoaded) return pages.isHolding() ? undefined : pages.loadFirst();
    running ??= fetchChanges().finally(() => {
      running = null;
    });
    return running;
  };

  const resync = async (): Promise<void> => {
    try {
      await sync();
    } catch (error) {
      const failure = toParleyError(error);
      if (failure.isRetryable || failure.isAuth) throw failure;
      set({ error: failure });
    }
  };

  const syncQuietly = async (): Promise<void> => {
    if (get().isLoaded && !commands.isReady()) return;
    await resync().catch(toParleyError);
  };

  const stop = () => {
    cancelWait?.();
    cancelWait = null;
  };

  const syncSoon = () => {
    if (!isOpen() || cancelWait) return;
    cancelWait = clock.after(GAP_WAIT_MS, () => {
      cancelWait = null;
      void syncQuietly();
    });
  };

  return {
    sync,
    resync,
    syncQuietly,
    syncSoon,
    stop,
    apply(message) {
      const state = get();
      if (pages.isHolding()) return set(holdMessage(state, message));
      if (!state.isLoaded) return;
      const next = applyMessage(state, message);
      if (next === state) return;
      set(!isOpen() && next.ahead.length > AHEAD_MAX ? { ...next, ahead: [] } : next);
      if (hasGap(next)) syncSoon();
      else stop();
    },
  };
}
