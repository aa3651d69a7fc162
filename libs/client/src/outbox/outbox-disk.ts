import type { OutboxItem, OutboxStorage } from './outbox-storage';

/** The storage, in the order of calling and never in the way of sending. */
export interface OutboxDisk {
  load(): Promise<OutboxItem[]>;
  put(item: OutboxItem): Promise<void>;
  delete(clientMsgId: string): Promise<void>;
  clear(): Promise<void>;
}

/**
 * A storage fault (full quota, private mode, broken database) must not stop a message: it stays in memory and is sent, it only
 * does not survive a reload. So faults end here, and are told to `onFault`.
 */
export function createOutboxDisk(
  storage: OutboxStorage,
  userId: string,
  onFault: (error: unknown) => void,
): OutboxDisk {
  let last: Promise<unknown> = Promise.resolve();

  const inOrder = <T>(task: () => Promise<T>, fallback: T): Promise<T> => {
    const result = last.then(task).catch((error: unknown) => {
      onFault(error);
      return fallback;
    });
    last = result;
    return result;
  };

  return {
    load: () => inOrder(() => storage.load(userId), []),
    put: (item) => inOrder(() => storage.put(item), undefined),
    delete: (clientMsgId) => inOrder(() => storage.delete(clientMsgId), undefined),
    clear: () => inOrder(() => storage.clear(userId), undefined),
  };
}
