import { randomBytes } from 'node:crypto';
import { codes, MongoError } from '../errors';
import type { Collection } from '../store/collection';
import { runReading, type Steps, type Stream } from '../store/steps';
import { formatCursorReply } from '../wire';

const maxBatchBytes = 16 * 1024 * 1024;
const idleMs = 10 * 60_000;

interface Cursor {
  namespace: string;
  stream: Stream<Buffer>;
  collection: Collection | undefined;
  /** A document that did not fit the last batch. */
  carried?: Buffer;
  /** How many documents may still be returned. */
  left: number;
  isBusy: boolean;
  usedAt: number;
}

export interface CursorOptions {
  batchSize?: number;
  limit?: number;
  isSingleBatch?: boolean;
  /** What it reads; without it, once that is dropped, the cursor has no way to go on. */
  collection?: Collection;
}

/** Open cursors. Each holds a paused stream, and no snapshot of the store. */
export class Cursors {
  private readonly open = new Map<bigint, Cursor>();

  get size(): number {
    return this.open.size;
  }

  /** Answers a first batch and keeps the cursor when there may be more. */
  async start(namespace: string, stream: Stream<Buffer>, options: CursorOptions): Promise<Buffer> {
    const left = options.limit || Number.POSITIVE_INFINITY;
    const { collection } = options;
    const cursor: Cursor = { namespace, stream, collection, left, isBusy: false, usedAt: Date.now() };
    const { batch, isDone } = await runReading(fill(cursor, options.batchSize ?? 101));
    if (isDone || options.isSingleBatch) return formatCursorReply('firstBatch', batch, 0n, namespace);
    const id = newId();
    this.open.set(id, cursor);
    return formatCursorReply('firstBatch', batch, id, namespace);
  }

  async next(id: bigint, namespace: string, batchSize: number | undefined): Promise<Buffer> {
    const cursor = this.open.get(id);
    if (!cursor) throw new MongoError(codes.CursorNotFound, `cursor id ${id} not found`);
    if (cursor.namespace !== namespace) {
      throw new MongoError(
        13,
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    }
    if (cursor.isBusy) throw new MongoError(12051, `cursor id ${id} is already in use`);
    cursor.isBusy = true;
    try {
      const { batch, isDone } = await runReading(fill(cursor, batchSize || Number.POSITIVE_INFINITY));
      if (isDone) this.open.delete(id);
      return formatCursorReply('nextBatch', batch, isDone ? 0n : id, namespace);
    } catch (error) {
      this.open.delete(id);
      throw error;
    } finally {
      cursor.isBusy = false;
      cursor.usedAt = Date.now();
    }
  }

  /** Forgets a cursor; false when it is not there. */
  kill(id: bigint): boolean {
    return this.open.delete(id);
  }

  killIdle(now = Date.now()): void {
    for (const [id, cursor] of this.open) {
      if (!cursor.isBusy && now - cursor.usedAt > idleMs) this.open.delete(id);
    }
  }
}

function* fill(cursor: Cursor, batchSize: number): Steps<{ batch: Buffer[]; isDone: boolean }> {
  const batch: Buffer[] = [];
  let bytes = 0;
  while (batch.length < batchSize) {
    if (cursor.collection?.isDropped) throw new MongoError(codes.QueryPlanKilled, 'collection dropped');
    let document = cursor.carried;
    cursor.carried = undefined;
    if (!document) {
      const next = cursor.stream.next();
      if (next.done) return { batch, isDone: true };
      if (next.value === null) {
        yield;
        continue;
      }
      document = next.value;
    }
    if (batch.length > 0 && bytes + document.length > maxBatchBytes) {
      cursor.carried = document;
      break;
    }
    batch.push(document);
    bytes += document.length;
    cursor.left -= 1;
    if (cursor.left <= 0) return { batch, isDone: true };
    yield;
  }
  return { batch, isDone: false };
}

/** A random positive 63-bit id, so that clients cannot guess each other's cursors. */
function newId(): bigint {
  return (randomBytes(8).readBigUInt64BE() >> 1n) | 1n;
}
