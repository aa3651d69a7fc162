const WAIT_AGAIN_MIN_MS = 250;
const WAIT_AGAIN_MAX_MS = 60_000;
/** So many of those who were served last say how long the next will take. */
const REMEMBERED = 100;

/**
 * How long a line takes, measured while there is one, and when those should come again for whom it is too long: each at a time of
 * their own, one after the other as they can be served, so that they find a short line then.
 */
export class LinePace {
  private promisedUntil = 0;

  /** @param msEach a guess, until somebody was served */
  constructor(private msEach: number) {}

  /** So many left the line in that time, and others waited meanwhile. */
  served(count: number, ms: number): void {
    const weight = Math.min(1, count / REMEMBERED);
    this.msEach += weight * (ms / count - this.msEach);
  }

  /** How long whoever comes now would wait. */
  waitMs(ahead: number): number {
    return ahead * this.msEach;
  }

  /** In how long to come again. By then half of the line is gone, so that it never runs dry, however well the pace was guessed. */
  appointmentMs(ahead: number): number {
    const now = performance.now();
    this.promisedUntil = Math.max(now + this.waitMs(ahead) / 2, this.promisedUntil) + this.msEach;
    return Math.ceil(Math.min(Math.max(this.promisedUntil - now, WAIT_AGAIN_MIN_MS), WAIT_AGAIN_MAX_MS));
  }
}
