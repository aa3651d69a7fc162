import { AppError } from './app-error';

/** Runs jobs of one key one after the other, and jobs of different keys side by side. Bounded over all keys. */
export class KeyedQueue {
  private readonly tails = new Map<string, Promise<unknown>>();
  private size = 0;

  constructor(private readonly maxWaiting = 10_000) {}

  /** Resolves with the job's result; throws BUSY when too many wait. */
  async run<T>(key: string, job: () => Promise<T>): Promise<T> {
    if (this.size >= this.maxWaiting) {
      throw new AppError('BUSY', 'The server is busy. Try again soon.', { retryAfterMs: 1_000 });
    }
    this.size++;
    const previous = this.tails.get(key);
    const current = previous ? previous.then(job, job) : job();
    this.tails.set(key, current);
    try {
      return await current;
    } finally {
      this.size--;
      if (this.tails.get(key) === current) this.tails.delete(key);
    }
  }
}
