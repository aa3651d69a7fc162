interface Asking<Answer> {
  promise: Promise<Answer>;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

/**
 * Answers the same question about many keys at once, one batch at a time. What is asked while a batch runs is part of the next one,
 * so an answer is never older than its question, and of two answers about a key the later one is the newer one.
 *
 * With `everyMs` a batch begins no sooner than that after the one before: whoever comes alone waits for nothing, and when many come one
 * after the other, each quickly answered, they are still asked about together.
 */
export class SerialBatch<Answer> {
  private waiting = new Map<string, Asking<Answer>>();
  private isRunning = false;
  private begunAt = Number.NEGATIVE_INFINITY;

  /** `answer` must answer every key; a throw fails the batch. */
  constructor(
    private readonly answer: (keys: string[]) => Promise<ReadonlyMap<string, Answer>>,
    private readonly everyMs = 0,
  ) {}

  get(key: string): Promise<Answer> {
    const known = this.waiting.get(key);
    if (known) return known.promise;
    const asking = deferred<Answer>();
    this.waiting.set(key, asking);
    if (!this.isRunning) {
      this.isRunning = true;
      this.runSoon();
    }
    return asking.promise;
  }

  private runSoon(): void {
    const restMs = this.begunAt + this.everyMs - performance.now();
    if (restMs > 0) setTimeout(() => void this.run(), restMs);
    else setImmediate(() => void this.run());
  }

  private async run(): Promise<void> {
    this.begunAt = performance.now();
    const batch = this.waiting;
    this.waiting = new Map();
    try {
      const answers = await this.answer([...batch.keys()]);
      for (const [key, { resolve }] of batch) resolve(answers.get(key) as Answer);
    } catch (error) {
      for (const { reject } of batch.values()) reject(error);
    }
    if (this.waiting.size > 0) this.runSoon();
    else this.isRunning = false;
  }
}

function deferred<Answer>(): Asking<Answer> {
  let [resolve, reject]: [Asking<Answer>['resolve'], Asking<Answer>['reject']] = [() => undefined, () => undefined];
  const promise = new Promise<Answer>((...settle) => {
    [resolve, reject] = settle;
  });
  return { promise, resolve, reject };
}
