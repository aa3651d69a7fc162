import { codes, MongoError } from '../errors';
import { runUntil, type Steps } from './steps';
import type { Storage } from './storage';

interface Job {
  start: () => Steps<unknown>;
  /** It does not mind what other such jobs do before it or between its parts. */
  isBulk: boolean;
  steps: Steps<unknown> | undefined;
  isContinued: boolean;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

/** A write transaction may take this long before it commits and lets reads in. */
const commitMs = 8;

/**
 * The serial writer. What was submitted while the previous transaction was on its way to disk is executed in order inside
 * one LMDB transaction and answered after its fsync. Long jobs continue over several transactions. Between the parts of a bulk the bulks
 * that wait have their turn, so that one of thousands of documents does not hold up a single insert; nothing else comes between parts.
 */
export class WriteQueue {
  private jobs: Job[] = [];
  private isRunning = false;
  /** After an abort this many jobs run one to a transaction, to find the one at fault. */
  private alone = 0;

  constructor(
    private readonly storage: Storage,
    private readonly hooks: { beforeCommit: () => void; afterCommit: () => void; afterAbort: () => void },
  ) {}

  /** Queues a write; settles after its commit is on disk. `start` runs again if a neighbour's failure undid the transaction. */
  submit<T>(start: () => Steps<T>): Promise<T> {
    return this.add(start, false);
  }

  /** The same for a job of independent statements, which lets others of its kind in where it yields `letOthers`. */
  submitBulk<T>(start: () => Steps<T>): Promise<T> {
    return this.add(start, true);
  }

  /** Queues a write that is done in one go. */
  run<T>(work: () => T): Promise<T> {
    return this.submit(() => inOneStep(work));
  }

  private add<T>(start: () => Steps<T>, isBulk: boolean): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.jobs.push({
        start,
        isBulk,
        steps: undefined,
        isContinued: false,
        resolve: resolve as (value: unknown) => void,
        reject,
      });
      this.schedule();
    });
  }

  private schedule(): void {
    if (this.isRunning) return;
    this.isRunning = true;
    void this.drain();
  }

  /** While one transaction is being fsynced the next one's jobs gather. */
  private async drain(): Promise<void> {
    while (this.jobs.length > 0) await this.commit();
    this.isRunning = false;
  }

  private async commit(): Promise<void> {
    const settled: (() => void)[] = [];
    const taken: Job[] = [];
    try {
      await this.storage.transaction(() => this.runJobs(taken, settled));
    } catch (error) {
      this.hooks.afterAbort();
      this.undo(taken, error);
      return;
    }
    this.hooks.afterCommit();
    for (const job of taken) job.isContinued = true;
    for (const settle of settled) settle();
  }

  private runJobs(taken: Job[], settled: (() => void)[]): void {
    const deadline = performance.now() + commitMs;
    for (let job = this.jobs[0]; job !== undefined; job = this.jobs[0]) {
      taken.push(job);
      job.steps ??= job.start();
      const { resolve, reject } = job;
      try {
        const result = runUntil(job.steps, deadline);
        if (!('value' in result)) {
          // One that began late in this transaction goes first in the next.
          if (job.isBulk && result.isOpenToOthers && taken.length === 1) this.letOthersBeforeFirst();
          break;
        }
        settled.push(() => resolve(result.value));
      } catch (error) {
        // A refused command has written nothing or only whole documents; anything else may have stopped half-way.
        if (!(error instanceof MongoError)) throw error;
        settled.push(() => reject(error));
      }
      this.jobs.shift();
      if (this.alone > 0 || performance.now() >= deadline) break;
    }
    if (this.alone > 0) this.alone -= 1;
    this.hooks.beforeCommit();
  }

  /** The bulk that is under way goes on when those had their turn that waited; what is no bulk is not overtaken. */
  private letOthersBeforeFirst(): void {
    const [first, ...waiting] = this.jobs as [Job, ...Job[]];
    const barrier = waiting.findIndex(({ isBulk }) => !isBulk);
    waiting.splice(barrier < 0 ? waiting.length : barrier, 0, first);
    this.jobs = waiting;
  }

  private undo(taken: Job[], error: unknown): void {
    const waiting = this.jobs.filter((job) => !taken.includes(job));
    const again = taken.length > 1 ? taken.filter((job) => !job.isContinued) : [];
    for (const job of taken) {
      if (again.includes(job)) job.steps = undefined;
      else job.reject(toMongoError(error));
    }
    this.jobs = [...again, ...waiting];
    this.alone = again.length;
  }
}

function* inOneStep<T>(work: () => T): Steps<T> {
  const result = work();
  yield;
  return result;
}

function toMongoError(error: unknown): MongoError {
  const message = error instanceof Error ? error.message : String(error);
  // A write that only partly fits makes LMDB report an I/O error instead of the missing space.
  if (/MDB_MAP_FULL|No space left|File too large|Disk quota|Commit failed|Input\/output error/i.test(message)) {
    return new MongoError(codes.OutOfDiskSpace, `The database's disk is full or failing: ${message}`);
  }
  return new MongoError(codes.InternalError, message);
}
