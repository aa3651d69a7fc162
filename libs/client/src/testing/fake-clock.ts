import type { Clock } from '../core/clock';

/** Time that moves only when told. */
export class FakeClock implements Clock {
  private time = Date.UTC(2026, 0, 1);
  /** How far somebody set the clock; timers do not care. */
  skewMs = 0;
  private timers: { at: number; task: () => void }[] = [];

  now(): number {
    return this.time + this.skewMs;
  }

  after(ms: number, task: () => void): () => void {
    const timer = { at: this.time + ms, task };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }

  /** Runs what falls due on the way, in order, letting promises settle in between. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    for (;;) {
      await settle();
      const next = this.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.timers = this.timers.filter((timer) => timer !== next);
      this.time = Math.max(this.time, next.at);
      next.task();
    }
    this.time = end;
    await settle();
  }

  get pendingCount(): number {
    return this.timers.length;
  }
}

/** Lets everything that only waits for promises run. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 60; turn++) await Promise.resolve();
}
