/** A pause is so many times as long as the work before it, so that a busy server has nine tenths of its time for messages. */
const PAUSE_SHARE = 9;
const PAUSE_MAX_MS = 1_000;

/**
 * Work that many ask for and that is done for all of them at once: a moment after the first one asked, once at a time, and the longer it
 * takes, the longer the next has to wait.
 */
export class PacedWork {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;
  private isAsked = false;
  private isStopped = false;
  private pauseMs: number;

  /** `work` never rejects. `leastMs`: what comes within this time is done together on a quiet server too. */
  constructor(
    private readonly work: () => Promise<void>,
    private readonly leastMs: number,
  ) {
    this.pauseMs = leastMs;
  }

  /** Once, however often this is called; again, when it is under way. */
  soon(): void {
    this.isAsked = true;
    this.beginSoon();
  }

  /** Nothing begins any more. Resolves when what is under way has ended. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private beginSoon(): void {
    if (!this.isAsked || this.running || this.isStopped) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.running = this.run();
    }, this.pauseMs);
  }

  private async run(): Promise<void> {
    const start = performance.now();
    this.isAsked = false;
    await this.work();
    this.pauseMs = Math.min(Math.max(PAUSE_SHARE * (performance.now() - start), this.leastMs), PAUSE_MAX_MS);
    this.running = null;
    this.beginSoon();
  }
}
