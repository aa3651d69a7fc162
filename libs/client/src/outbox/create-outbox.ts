import type { Limits, MessageDto } from '@app/contracts';
import type { Commands } from '../connection/commands';
import type { Channel, Environment } from '../core/environment';
import { createStore, readSide, type Store } from '../core/store';
import type { PendingMessage } from '../message/message-list';
import { checkText } from './message-text';
import type { Outbox, OutboxState } from './outbox';
import { createOutboxDisk } from './outbox-disk';
import { createOutboxSender } from './outbox-sender';
import type { OutboxItem, OutboxStorage } from './outbox-storage';

export interface OutboxDeps {
  env: Pick<Environment, 'clock' | 'random' | 'uuid' | 'locks' | 'openChannel'>;
  userId: string;
  storage: OutboxStorage;
  commands: Commands;
  limits: Store<Limits>;
  /** An acknowledged message, before its item leaves the outbox. */
  onSent(message: MessageDto): void;
}

/** What the rest of the library sees of the outbox. */
export interface OutboxEngine extends Outbox {
  start(): void;
  /** A new connection is ready. */
  wake(): void;
  stop(): void;
}

/** Between tabs. */
type Note = { kind: 'put'; item: OutboxItem } | { kind: 'removed'; clientMsgId: string } | { kind: 'cleared' };

const STILL_TRYING_MS = 8_000;

/** All tabs show and keep the items; the one that holds the lock sends them. */
export function createOutbox({ env, userId, storage, commands, limits, onSent }: OutboxDeps): OutboxEngine {
  const { clock, random, uuid, locks, openChannel } = env;
  const items = new Map<string, OutboxItem>();
  const store = createStore<OutboxState>({ items: [] });
  const disk = createOutboxDisk(storage, userId, () => undefined);
  let channel: Channel<Note> | null = null;
  let leadership: AbortController | null = null;
  let isLeader = false;
  let cancelAging = () => {};

  const sorted = () => [...items.values()].sort((a, b) => a.order - b.order);

  const publish = () => {
    const before = new Map(store.getState().items.map((pending) => [pending.clientMsgId, pending]));
    const now = clock.now();
    const next = sorted().map((item) => {
      const pending = toPending(item, now);
      const old = before.get(item.clientMsgId);
      return old?.status === pending.status && old.errorCode === pending.errorCode ? old : pending;
    });
    store.setState({ items: next });
    cancelAging();
    const youngest = sorted().findLast((item) => item.errorCode === null && ageOf(item, now) < STILL_TRYING_MS);
    if (youngest) cancelAging = clock.after(STILL_TRYING_MS / 4, publish);
  };

  const keep = (item: OutboxItem) => {
    items.set(item.clientMsgId, item);
    publish();
    // Told after it is on disk: a leader that is faster than our write would delete it before it is there.
    void disk.put(item).then(() => channel?.post({ kind: 'put', item }));
    if (isLeader) sender.pump();
  };

  const drop = (clientMsgId: string) => {
    if (!items.delete(clientMsgId)) return;
    publish();
    void disk.delete(clientMsgId);
    channel?.post({ kind: 'removed', clientMsgId });
  };

  const heads = (): OutboxItem[] => {
    const first = new Map<string, OutboxItem>();
    for (const item of sorted()) {
      if (item.errorCode === null && !first.has(item.chatId)) first.set(item.chatId, item);
    }
    return [...first.values()];
  };

  const sender = createOutboxSender({
    commands,
    clock,
    random,
    limits,
    heads: () => (isLeader ? heads() : []),
    onSent(item, message) {
      onSent(message);
      drop(item.clientMsgId);
    },
    onRefused(item, error) {
      if (items.has(item.clientMsgId)) keep({ ...item, errorCode: error.code });
    },
  });

  const onNote = (note: Note) => {
    if (note.kind === 'put') items.set(note.item.clientMsgId, note.item);
    else if (note.kind === 'removed') items.delete(note.clientMsgId);
    else items.clear();
    publish();
    if (isLeader) sender.pump();
  };

  const restore = async () => {
    for (const item of await disk.load()) {
      if (!items.has(item.clientMsgId)) items.set(item.clientMsgId, item);
    }
    publish();
  };

  const lead = async (signal: AbortSignal) => {
    // Another tab may have led until now: what it left is on disk.
    await restore();
    if (signal.aborted) return;
    isLeader = true;
    sender.pump();
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    isLeader = false;
  };

  const itemOf = (clientMsgId: string, change: Partial<OutboxItem>): OutboxItem | null => {
    const item = items.get(clientMsgId);
    return item ? { ...item, ...change } : null;
  };

  return {
    ...readSide(store),
    start() {
      if (leadership) return;
      leadership = new AbortController();
      const { signal } = leadership;
      channel = openChannel<Note>(`parley-outbox:${userId}`, onNote);
      void restore();
      locks
        .hold(`parley-outbox:${userId}`, () => lead(signal), signal)
        .catch((error: unknown) => {
          // Stopped while waiting for the lock.
          if (!signal.aborted) throw error;
        });
    },
    stop() {
      leadership?.abort();
      leadership = null;
      channel?.close();
      channel = null;
      cancelAging();
      sender.stop();
    },
    wake() {
      if (isLeader) sender.wake();
    },
    send({ chatId, text, replyTo = null }) {
      const clean = checkText(text, limits.getState());
      const queuedAt = clock.now();
      const order = Math.max(queuedAt, ...[...items.values()].map((item) => item.order + 1));
      const item = { clientMsgId: uuid(), userId, chatId, text: clean, replyTo, order, queuedAt, errorCode: null };
      keep(item);
      return toPending(item, queuedAt);
    },
    retry(clientMsgId) {
      const item = itemOf(clientMsgId, { errorCode: null, queuedAt: clock.now() });
      if (item) keep(item);
    },
    discard: drop,
    async clear() {
      items.clear();
      publish();
      channel?.post({ kind: 'cleared' });
      await disk.clear();
    },
  };
}

/** A clock that was set back makes an item look like one of the future: it is old. */
function ageOf({ queuedAt }: OutboxItem, now: number): number {
  return now < queuedAt ? STILL_TRYING_MS : now - queuedAt;
}

function toPending(item: OutboxItem, now: number): PendingMessage {
  const { clientMsgId, chatId, text, replyTo, queuedAt, errorCode } = item;
  const trying = ageOf(item, now) < STILL_TRYING_MS ? 'sending' : 'stillTrying';
  const status = errorCode === null ? trying : 'failed';
  return { clientMsgId, chatId, text, replyTo, createdAt: new Date(queuedAt).toISOString(), status, errorCode };
}
