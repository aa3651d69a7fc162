import { AppError } from './app-error';
import { LinePace } from './line-pace';

interface Waiting<Job, Answer> {
  job: Job;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

interface Options<Job> {
  /** Of one group; a job that weighs more goes alone. */
  weightMax: number;
  weigh(job: Job): number;
  groupsAtOnce: number;
  /** A group begins no sooner than this after the one before: who comes alone waits for nothing, and many in a row are few groups. */
  everyMs: number;
  /** Who would wait longer is told at once when to come again. */
  waitMaxMs: number;
  /** False when nobody waits for the answer any more. */
  isWanted(job: Job): boolean;
}

/** Before anything was measured. */
const MS_EACH = 1;

/**
 * Does jobs in the order in which they came, those of one turn and those that had to wait together: what many ask at once costs a
 * fraction of what they cost one by one.
 */
export class GroupLine<Job, Answer> {
  private waiting: Waiting<Job, Answer>[] = [];
  private readonly pace = new LinePace(MS_EACH);
  private underWay = 0;
  private isDue = false;
  private begunAt = Number.NEGATIVE_INFINITY;
  /** When the line last moved. */
  private movedAt = 0;

  /** `work` answers each job of a group, in their order; a throw fails the group. */
  constructor(
    private readonly work: (jobs: Job[]) => Promise<Answer[]>,
    private readonly options: Options<Job>,
  ) {}

  /** @throws BUSY when the line is too long, and in how long to come again */
  run(job: Job): Promise<Answer> {
    if (this.pace.waitMs(this.waiting.length) > this.options.waitMaxMs) return Promise.reject(this.busy());
    return new Promise((resolve, reject) => {
      this.waiting.push({ job, resolve, reject });
      this.beginSoon();
    });
  }

  private beginSoon(): void {
    if (this.isDue || this.waiting.length === 0 || this.underWay >= this.options.groupsAtOnce) return;
    this.isDue = true;
    const restMs = this.begunAt + this.options.everyMs - performance.now();
    if (restMs > 0) setTimeout(() => this.begin(), restMs);
    else setImmediate(() => this.begin());
  }

  private begin(): void {
    this.isDue = false;
    this.begunAt = performance.now();
    if (this.underWay === 0) this.movedAt = this.begunAt;
    this.underWay += 1;
    void this.serve(this.nextGroup()).then(() => {
      this.underWay -= 1;
      this.beginSoon();
    });
    this.beginSoon();
  }

  private nextGroup(): Waiting<Job, Answer>[] {
    const { weightMax, weigh } = this.options;
    let weight = 0;
    const end = this.waiting.findIndex(({ job }, index) => {
      weight += weigh(job);
      return index > 0 && weight > weightMax;
    });
    return this.waiting.splice(0, end < 0 ? this.waiting.length : end);
  }

  private async serve(group: Waiting<Job, Answer>[]): Promise<void> {
    const wanted = group.filter(({ job, reject }) => {
      const isWanted = this.options.isWanted(job);
      if (!isWanted) reject(new AppError('BUSY', 'Nobody waits for this any more.'));
      return isWanted;
    });
    try {
      const answers = await this.work(wanted.map(({ job }) => job));
      for (const [index, { resolve }] of wanted.entries()) resolve(answers[index] as Answer);
    } catch (error) {
      for (const { reject } of wanted) reject(error);
    }
    const now = performance.now();
    this.pace.served(group.length, now - this.movedAt);
    this.movedAt = now;
  }

  private busy(): AppError {
    const retryAfterMs = this.pace.appointmentMs(this.waiting.length);
    return new AppError('BUSY', 'The server is busy. Try again soon.', { retryAfterMs });
  }
}
