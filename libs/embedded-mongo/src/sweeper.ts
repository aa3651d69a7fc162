import { decode } from './bson/value';
import type { Cursors } from './query/cursors';
import type { Filter } from './query/filter';
import { compileFilter } from './query/matcher';
import { find } from './query/query';
import type { Catalog } from './store/catalog';
import type { Collection } from './store/collection';
import type { IndexState } from './store/index-definition';
import type { Steps } from './store/steps';
import type { WriteQueue } from './store/write-queue';

/** Background work: expired documents, idle cursors, the space of what was dropped. */
export class Sweeper {
  private timer: NodeJS.Timeout | undefined;
  private work: Promise<void> = Promise.resolve();

  constructor(
    private readonly catalog: Catalog,
    private readonly writes: WriteQueue,
    private readonly cursors: Cursors,
    private readonly everyMs = 60_000,
  ) {}

  start(): void {
    this.timer = setInterval(() => this.sweep(), this.everyMs);
    if (this.catalog.hasGarbage()) this.collectGarbage();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Resolves when the background work begun so far is done. */
  settled(): Promise<void> {
    return this.work;
  }

  collectGarbage(): void {
    this.queue(() => this.catalog.collectGarbage());
  }

  /** One round: deletes what has expired and forgets idle cursors. */
  sweep(): void {
    this.cursors.killIdle();
    for (const collection of this.catalog.all()) {
      for (const index of collection.indexes) {
        if (index.definition.expireAfterSeconds !== undefined) this.queue(() => expire(collection, index));
      }
    }
  }

  private queue(start: () => Steps<void>): void {
    this.work = this.work
      .then(() => this.writes.submit(start))
      .catch((error: Error) => {
        // The next round tries again; a full disk, for one, may have space by then.
        process.stderr.write(`embedded-mongo: background work failed: ${error.message}\n`);
      });
  }
}

/** Deletes documents whose indexed date lies `expireAfterSeconds` back; of an array of dates the earliest counts. */
function* expire(collection: Collection, index: IndexState): Steps<void> {
  const path = index.paths[0] as string[];
  const before = new Date(Date.now() - (index.definition.expireAfterSeconds as number) * 1000);
  const expired: Filter = { kind: 'compare', path, op: 'lte', operand: before };
  const filter: Filter = index.partial ? { kind: 'and', children: [expired, index.partial.filter] } : expired;
  const matches = compileFilter(filter);
  const rids: number[] = [];
  for (const found of find(collection, { filter })) {
    if (found) rids.push(found.rid);
    yield;
  }
  for (const rid of rids) {
    const bytes = collection.get(rid);
    const doc = bytes && decode(bytes);
    if (!collection.isDropped && bytes && doc && matches(doc)) collection.remove(rid, { doc, bytes });
    yield;
  }
}
