interface Asking<Answer> {
  promise: Promise<Answer>;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

/**
 * Answers the same question about many keys at once, one batch at a time. What is asked while a batch runs is part of the next one,
 * so an answer is never older than its question, and of two answers about a key the later one is the newer one.
 */
export class SerialBatch<Answer> {
  private waiting = new Map<string, Asking<Answer>>();
  private isRunning = false;

  /** `answer` must answer every key; a throw fails the batch. */
  constructor(private readonly answer: (keys: string[]) => Promise<ReadonlyMap<string, Answer>>) {}

  get(key: string): Promise<Answer> {
    const known = this.waiting.get(key);
    if (known) return known.promise;
    const asking = deferred<Answer>();
    this.waiting.set(key, asking);
    if (!this.isRunning) {
      this.isRunning = true;
      setImmediate(() => void this.run());
    }
    return asking.promise;
  }

  private async run(): Promise<void> {
    while (this.waiting.size > 0) {
      const batch = this.waiting;
      this.waiting = new Map();
      try {
        const answers = await this.answer([...batch.keys()]);
        for (const [key, { resolve }] of batch) resolve(answers.get(key) as Answer);
      } catch (error) {
        for (const { reject } of batch.values()) reject(error);
      }
    }
    this.isRunning = false;
  }
}

function deferred<Answer>(): Asking<Answer> {
  let [resolve, reject]: [Asking<Answer>['resolve'], Asking<Answer>['reject']] = [() => undefined, () => undefined];
  const promise = new Promise<Answer>((...settle) => {
    [resolve, reject] = settle;
  });
  return { promise, resolve, reject };
}
