import type { NotificationCountsDto, NotificationDto } from '@app/contracts';
import type { Fact } from '../connection/transport';
import type { Environment } from '../core/environment';
import { ParleyError, toParleyError } from '../core/error';
import { createStore, readSide } from '../core/store';
import type { Rest } from '../rest/rest';
import type { BellState, BellStore } from './bell';
import { mergeRows, upsertRow } from './bell-facts';

export interface BellEngine extends BellStore {
  apply(fact: Fact): void;
  /** After a reconnect. Throws on faults. */
  resync(): Promise<void>;
  /** Counts of a digest: when they differ, counts and loaded rows are fetched again. */
  takeCounts(counts: NotificationCountsDto): void;
  stop(): void;
}

export interface BellDeps {
  rest: Rest;
  env: Pick<Environment, 'clock' | 'random'>;
  initial?: NotificationCountsDto;
}

export function createBell({ rest, env: { clock, random }, initial }: BellDeps): BellEngine {
  const store = createStore<BellState>({
    rows: [],
    counts: initial ?? { unseen: 0, unread: 0 },
    filter: 'all',
    type: null,
    isLoaded: false,
    isLoading: false,
    hasMore: false,
    error: null,
  });
  const get = store.getState;
  let cursor: string | null = null;
  let generation = 0;
  let cancelRefetch = () => {};

  /** What facts said while an answer was on its way; the answer may be older. */
  let arrivedRows: NotificationDto[] = [];
  let countsVersion = 0;

  const setCounts = (counts: NotificationCountsDto) => {
    countsVersion += 1;
    store.setState({ counts });
  };

  const setRow = (row: NotificationDto) => {
    const { rows, isLoaded, hasMore } = get();
    arrivedRows.push(row);
    const last = rows.at(-1);
    // Below the loaded part: it comes with its page.
    const isBelow = hasMore && last !== undefined && row.updatedAt < last.updatedAt;
    if (isLoaded && !isBelow) store.setState({ rows: upsertRow(rows, row, get()) });
  };

  const fetchCounts = async (): Promise<void> => {
    const version = countsVersion;
    const counts = await rest.notifications.counts();
    if (version === countsVersion) setCounts(counts);
  };

  const fetchPage = async (next: string | null): Promise<void> => {
    const mine = next === null ? ++generation : generation;
    arrivedRows = [];
    const page = await rest.notifications.list({
      filter: get().filter,
      type: get().type ?? undefined,
      cursor: next ?? undefined,
    });
    if (mine !== generation) return;
    cursor = page.nextCursor;
    const rows = next === null ? page.items : mergeRows(get().rows, page.items, get());
    store.setState({ rows, isLoaded: true, hasMore: cursor !== null, error: null });
    for (const row of arrivedRows.splice(0)) setRow(row);
    arrivedRows = [];
  };

  const load = async (next: string | null): Promise<void> => {
    store.setState({ isLoading: true, error: null });
    try {
      await fetchPage(next);
      store.setState({ isLoading: false });
    } catch (error) {
      store.setState({ isLoading: false, error: toParleyError(error) });
    }
  };

  const refetch = async (): Promise<void> => {
    await Promise.all([fetchCounts(), get().isLoaded ? fetchPage(null) : undefined]);
  };

  /** A fault here is made up by the next fact or reconnect. */
  const refetchQuietly = async () => {
    try {
      await refetch();
    } catch (error) {
      if (!(error instanceof ParleyError)) throw error;
    }
  };

  return {
    ...readSide(store),
    load: () => load(null),
    resync: refetch,
    async loadMore() {
      if (cursor !== null && !get().isLoading) await load(cursor);
    },
    async setFilter(filter, type = null) {
      store.setState({ filter, type, rows: [], isLoaded: false, hasMore: false });
      await load(null);
    },
    async open() {
      await load(null);
      if (get().counts.unseen === 0) return;
      try {
        setCounts(await rest.notifications.seenAll());
      } catch (error) {
        store.setState({ error: toParleyError(error) });
      }
    },
    async markRead(notificationId) {
      setRow(await rest.notifications.read(notificationId));
      await fetchCounts();
    },
    async setArchived(notificationId, isArchived) {
      setRow(await rest.notifications.setArchived(notificationId, isArchived));
      await fetchCounts();
    },
    async snooze(notificationId, until) {
      setRow(await rest.notifications.snooze(notificationId, until));
      await fetchCounts();
    },
    async markAllRead() {
      const counts = await rest.notifications.readAll();
      setCounts(counts);
      // The marks carry the server's time, so the rows are fetched and not made up.
      if (get().isLoaded) await fetchPage(null);
    },
    apply(fact) {
      if (fact.name === 'notification') setRow(fact.data);
      else if (fact.name === 'notificationCounts') setCounts(fact.data);
      else if (fact.name === 'broadcast') {
        // Every client hears it in the same moment; together they would be a stampede.
        cancelRefetch();
        cancelRefetch = clock.after(random() * fact.data.jitterMs, () => void refetchQuietly());
      }
    },
    takeCounts(counts) {
      const { unseen, unread } = get().counts;
      if (counts.unseen === unseen && counts.unread === unread) return;
      // The digest may be older than what a fact told: what is asked now is newer than both.
      void refetchQuietly();
    },
    stop: () => cancelRefetch(),
  };
}
