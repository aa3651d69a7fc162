import type { Limits, TicketViewersDto } from '@app/contracts';
import { tell } from '../connection/commands';
import type { Live } from '../connection/live';
import { createStore, readSide, type Store } from '../core/store';

/** Which ticket this tab shows, and who else has it in front of them. */
export interface ViewingState {
  ticketId: string | null;
  /** The other ones of the staff; never oneself. */
  others: TicketViewersDto['viewers'];
}

export interface Viewing extends Store<ViewingState> {
  /** What is on screen now; null: no ticket. Said again by itself as long as the tab is visible. */
  look(ticketId: string | null, isReplying?: boolean): void;
}

export interface ViewingEngine extends Viewing {
  apply(fact: TicketViewersDto): void;
  /** A new connection knows nothing of what is on screen. */
  repeat(): void;
  /** Nobody is known to look while the connection is lost. */
  clear(): void;
}

export function createViewing(live: Live, limits: Store<Limits>, meId: string): ViewingEngine {
  const store = createStore<ViewingState>({ ticketId: null, others: [] });
  let isReplying = false;
  let cancelBeat = () => {};

  const report = () => {
    cancelBeat();
    const { ticketId } = store.getState();
    if (ticketId === null) return;
    if (live.signals.isVisible()) void tell(live, 'viewTicket', { ticketId, isReplying });
    cancelBeat = live.clock.after(limits.getState().focusHeartbeatMs, report);
  };

  return {
    ...readSide(store),
    look(ticketId, replies = false) {
      const before = store.getState().ticketId;
      if (ticketId === before && replies === isReplying) return;
      isReplying = replies;
      if (ticketId !== before) store.setState({ ticketId, others: [] });
      if (ticketId === null) void tell(live, 'viewTicket', { ticketId: null, isReplying: false });
      report();
    },
    apply({ ticketId, viewers }) {
      if (ticketId !== store.getState().ticketId) return;
      store.setState({ others: viewers.filter(({ user }) => user.id !== meId) });
    },
    repeat: report,
    clear: () => store.setState({ others: [] }),
  };
}
