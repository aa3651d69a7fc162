import { AppError } from './app-error';

interface Waiting<Item> {
  item: Item;
  settle: (error?: unknown) => void;
}

interface Limits {
  /** In one command. */
  items: number;
  /** Commands at a time. */
  underWay: number;
  /** Items that wait; the next caller is refused. */
  waiting: number;
}

/** Beyond this the database is not keeping up at all, and waiting longer would only end in a time-out. */
const WAITING_MAX = 20_000;
const BUSY_RETRY_MS = 1_000;

/**
 * Group commit: what one event-loop turn produced goes out as one command, and what comes while commands are under way goes with the
 * next one. So nothing waits on a quiet server, and a busy one sends fewer and larger commands, each of which costs about 100 us of our
 * own CPU and a commit of the database. Each caller is settled by its own result.
 */
export class WriteBatch<Item> {
  private waiting: Waiting<Item>[] = [];
  private readonly limits: Limits;
  private underWay = 0;
  private isDue = false;

  /** `write` gets the items and answers an error (or undefined) for each, in order; a throw fails all. */
  constructor(
    private readonly write: (items: Item[]) => Promise<(unknown | undefined)[]>,
    limits: Partial<Limits> = {},
  ) {
    this.limits = { items: 500, underWay: 2, waiting: WAITING_MAX, ...limits };
  }

  /** @throws BUSY, with nothing written, when too many wait already. */
  add(item: Item): Promise<void> {
    if (this.waiting.length >= this.limits.waiting) {
      const busy = new AppError('BUSY', 'The server is busy. Try again soon.', { retryAfterMs: BUSY_RETRY_MS });
      return Promise.reject(busy);
    }
    return new Promise((resolve, reject) => {
      const settle = (error?: unknown) => (error === undefined ? resolve() : reject(error));
      this.waiting.push({ item, settle });
      this.flushSoon();
    });
  }

  private flushSoon(): void {
    if (this.isDue || this.waiting.length === 0 || this.underWay >= this.limits.underWay) return;
    this.isDue = true;
    setImmediate(() => this.flush());
  }

  private flush(): void {
    this.isDue = false;
    this.underWay += 1;
    void this.writePart(this.waiting.splice(0, this.limits.items)).then(() => {
      this.underWay -= 1;
      this.flushSoon();
    });
    this.flushSoon();
  }

  private async writePart(part: Waiting<Item>[]): Promise<void> {
    try {
      const errors = await this.write(part.map(({ item }) => item));
      part.forEach(({ settle }, index) => {
        settle(errors[index]);
      });
    } catch (error) {
      for (const { settle } of part) settle(error ?? new Error('The batch failed.'));
    }
  }
}
