import { AppError } from './app-error';

const BUSY_RETRY_MS = 2_000;

/** Lets so many jobs run at once; the others wait in the order in which they came, and above a limit, if there is one, they are refused with BUSY. */
export class Turnstile {
  private readonly waiting: (() => void)[] = [];
  private running = 0;

  constructor(
    private readonly atOnce: number,
    private readonly waitingMax = Number.POSITIVE_INFINITY,
  ) {}

  async run<T>(job: () => Promise<T>): Promise<T> {
    if (this.running >= this.atOnce) await this.wait();
    else this.running++;
    try {
      return await job();
    } finally {
      const next = this.waiting.shift();
      // The place goes from hand to hand.
      if (next) next();
      else this.running--;
    }
  }

  private wait(): Promise<void> {
    if (this.waiting.length >= this.waitingMax) {
      throw new AppError('BUSY', 'The server is busy. Try again soon.', { retryAfterMs: BUSY_RETRY_MS });
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}
