import type { Clock } from '../core/clock';
import { withDeadline } from '../core/deadline';
import type { OutboxItem, OutboxSend, OutboxStorage } from './outbox-storage';

/** A database that does not answer for this long is taken for broken: some hang for ever when they are opened. */
const ANSWER_MS = 3_000;
/** The slowest phones write that much. */
const BYTES_PER_MS = 2_000;

/** The storage, in the order of calling and never in the way of sending. */
export interface OutboxDisk {
  /** Null when it could not be read. */
  load(): Promise<OutboxItem[] | null>;
  /** False when it could not be kept. */
  put(item: OutboxItem): Promise<boolean>;
  delete(clientMsgId: string): Promise<void>;
  clear(): Promise<void>;
}

/**
 * A storage fault (full quota, private mode, broken database) must not stop a message: it stays in memory and is sent, it only
 * does not survive a reload. So faults end here, and whether the last item could be kept is told to `onKept`.
 */
export function createOutboxDisk(
  clock: Clock,
  storage: OutboxStorage,
  userId: string,
  onKept: (isKept: boolean) => void,
): OutboxDisk {
  let last: Promise<unknown> = Promise.resolve();

  const inOrder = <T>(task: () => Promise<T>, fallback: T, isKeeping = false, ms = ANSWER_MS): Promise<T> => {
    const result = last
      .then(() => withDeadline(clock, ms, task))
      .then(
        (value) => {
          if (isKeeping) onKept(true);
          return value;
        },
        () => {
          onKept(false);
          return fallback;
        },
      );
    last = result;
    return result;
  };

  return {
    load: () => inOrder<OutboxItem[] | null>(async () => (await storage.load(userId)).map(upToDate), null),
    put: (item) =>
      inOrder(() => storage.put(item).then(() => true), false, true, ANSWER_MS + bytesOf(item) / BYTES_PER_MS),
    delete: (clientMsgId) => inOrder(() => storage.delete(clientMsgId), undefined),
    clear: () => inOrder(() => storage.clear(userId), undefined),
  };
}

function bytesOf(item: OutboxItem): number {
  const files = item.kind === 'send' ? item.attachments : [];
  return files.reduce((sum, { file }) => sum + (file?.size ?? 0), 0);
}

/** The first version kept messages only, and did not say so; the second one kept text only, the third one no mentions. */
function upToDate(item: OutboxItem): OutboxItem {
  if ('kind' in item && item.kind !== 'send') return { ...item, mentions: item.mentions ?? [] };
  return {
    mentions: [],
    forwardOfId: null,
    attachments: [],
    offer: null,
    offerAnswer: null,
    ...(item as Partial<OutboxSend>),
    kind: 'send',
  } as OutboxSend;
}
