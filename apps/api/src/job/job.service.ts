import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { log } from '../common/log';
import { traced } from '../common/tracing';
import { metrics } from '../ops/metrics';
import type { Job } from './job.schema';
import { JobStore, type NewJob } from './job-store';

/** Does one job. May be called again for the same job, after a crash in its middle: it must then come to the same end. */
export type JobHandler = (job: Pick<Job, 'key' | 'data' | 'runAt'>) => Promise<void>;

/** A job whose process died is taken over after this; a living one renews its lease in time. */
const LEASE_MS = 5_000;
const RENEW_MS = 2_000;
const AT_ONCE = 4;
const RETRY_MIN_MS = 1_000;
const RETRY_MAX_MS = 600_000;
/** Longest sleep: jobs of other processes, and clocks that were set, are noticed after this. */
const SLEEP_MAX_MS = 30_000;
const ERROR_MAX = 500;

/**
 * The durable queue: jobs are done at their time, at least once, also when the process was killed meanwhile. A process does the kinds
 * that its rooms handle; it sleeps until the next one is due.
 */
@Injectable()
export class JobService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly handlers = new Map<string, JobHandler>();
  private readonly running = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  private wakeAt = Number.POSITIVE_INFINITY;
  private looking: Promise<void> = Promise.resolve();
  private isStopped = false;
  private isAwake = false;

  constructor(private readonly store: JobStore) {}

  /** For rooms to the right, before the application has started. */
  handle(kind: string, handler: JobHandler): void {
    this.handlers.set(kind, handler);
  }

  /** Stored when this resolves. A kind and key that are known already change nothing, and answer false. */
  async schedule(job: NewJob): Promise<boolean> {
    const isNew = await this.store.insert(job);
    if (this.handlers.has(job.kind)) this.wake(job.runAt.getTime());
    return isNew;
  }

  /** What this process does, in order. */
  get kinds(): string[] {
    return [...this.handlers.keys()].sort();
  }

  /** Something is due now that was not scheduled here. */
  lookNow(): void {
    this.wake(Date.now());
  }

  onApplicationBootstrap(): void {
    this.isAwake = true;
    this.wake(Date.now());
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.looking;
    await Promise.all(this.running);
  }

  /** Looks at `at`, or earlier when that was planned. */
  private wake(at: number): void {
    if (!this.isAwake || this.isStopped || this.handlers.size === 0 || at >= this.wakeAt) return;
    this.wakeAt = at;
    clearTimeout(this.timer);
    const wait = Math.min(Math.max(at - Date.now(), 0), SLEEP_MAX_MS);
    this.timer = setTimeout(() => {
      this.wakeAt = Number.POSITIVE_INFINITY;
      this.looking = this.looking.then(() => this.look());
    }, wait).unref();
  }

  /** Begins what is due and can be begun, then sleeps until there is more. */
  private async look(): Promise<void> {
    const kinds = [...this.handlers.keys()];
    try {
      while (!this.isStopped && this.running.size < AT_ONCE) {
        const job = await this.store.lease(kinds, new Date(), LEASE_MS);
        if (!job) break;
        this.begin(job);
      }
      // The end of a job wakes the queue when no more can be begun now.
      if (this.isStopped || this.running.size >= AT_ONCE) return;
      const next = await this.store.nextDueAt(kinds);
      this.wake(next?.getTime() ?? Date.now() + SLEEP_MAX_MS);
    } catch (err) {
      log.error({ err }, 'the job queue cannot be read');
      this.wake(Date.now() + RETRY_MIN_MS);
    }
  }

  private begin(job: Job): void {
    const run = this.run(job).finally(() => {
      this.running.delete(run);
      this.wake(Date.now());
    });
    this.running.add(run);
  }

  private async run(job: Job): Promise<void> {
    const renewal = setInterval(() => {
      this.store.renew(job, new Date(Date.now() + LEASE_MS)).catch((err: unknown) => {
        log.warn({ err, kind: job.kind, key: job.key }, 'lease not renewed');
      });
    }, RENEW_MS);
    if (job.attempts === 1) metrics.jobLag.observe({ kind: job.kind }, lagOf(job));
    try {
      await traced(`job ${job.kind}`, { 'parley.job_key': job.key }, async () => this.handlers.get(job.kind)?.(job));
      await this.store.finish(job);
      metrics.jobs.inc({ kind: job.kind, outcome: 'done' });
    } catch (err) {
      metrics.jobs.inc({ kind: job.kind, outcome: 'failed' });
      log.error({ err, kind: job.kind, key: job.key, attempts: job.attempts }, 'job failed, will be tried again');
      await this.store.postpone(job, new Date(Date.now() + pauseAfter(job.attempts)), reasonOf(err)).catch(() => {
        log.warn({ kind: job.kind, key: job.key }, 'the failure could not be written; the lease will run out');
      });
    } finally {
      clearInterval(renewal);
    }
  }
}

/** In seconds. */
function lagOf({ runAt }: Job): number {
  return Math.max(0, Date.now() - runAt.getTime()) / 1_000;
}

/** Doubles with each attempt, with jitter so that many do not come back together. */
function pauseAfter(attempts: number): number {
  const most = Math.min(RETRY_MIN_MS * 2 ** attempts, RETRY_MAX_MS);
  return most / 2 + Math.random() * (most / 2);
}

function reasonOf(err: unknown): string {
  return (err instanceof Error ? err.message : String(err)).slice(0, ERROR_MAX);
}
