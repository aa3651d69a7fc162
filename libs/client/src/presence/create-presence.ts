import type { PresenceDto } from '@app/contracts';
import { type Commands, tell } from '../connection/commands';
import type { Clock } from '../core/clock';
import { createStore, readSide } from '../core/store';
import type { PresenceStore, PresenceStoreState } from './presence';

export interface PresenceEngine extends PresenceStore {
  apply(fact: PresenceDto): void;
  /** A new connection watches nobody yet. */
  resync(): Promise<void>;
}

/** As the server accepts. */
const WATCH_MAX = 100;

/** The union of what all components watch, sent once per burst of mounting. */
export function createPresence({ commands, clock }: { commands: Commands; clock: Clock }): PresenceEngine {
  const store = createStore<PresenceStoreState>({ byUserId: {} });
  const watchers = new Map<string, number>();
  let isAsking = false;

  const set = (facts: readonly PresenceDto[]) => {
    const byUserId = Object.fromEntries(facts.map((fact) => [fact.userId, fact]));
    store.setState({ byUserId: { ...store.getState().byUserId, ...byUserId } });
  };

  const send = async (): Promise<void> => {
    isAsking = false;
    // The latest to be mounted are the ones on screen.
    const userIds = [...watchers.keys()].slice(-WATCH_MAX);
    const states = await tell(commands, 'watchPresence', { userIds });
    if (states) set(states.filter(({ userId }) => watchers.has(userId)));
  };

  const ask = () => {
    if (isAsking) return;
    isAsking = true;
    clock.after(0, () => void send());
  };

  const add = (userId: string) => {
    const count = watchers.get(userId) ?? 0;
    watchers.set(userId, count + 1);
    return count === 0;
  };

  const remove = (userId: string) => {
    const count = watchers.get(userId) ?? 0;
    if (count > 1) watchers.set(userId, count - 1);
    else watchers.delete(userId);
    return count === 1;
  };

  return {
    ...readSide(store),
    resync: send,
    apply(fact) {
      if (watchers.has(fact.userId)) set([fact]);
    },
    watch(userIds) {
      const ids = [...new Set(userIds)];
      if (ids.map(add).includes(true)) ask();
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        if (ids.map(remove).includes(true)) ask();
      };
    },
  };
}
