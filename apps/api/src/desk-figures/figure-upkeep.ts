import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { log } from '../common/log';
import { ClosedFigures } from './closed-figures';
import { FigureReader } from './figure-reader';

const EVERY_MS = 3_600_000;
/** Between two stretches of days: whoever writes a message goes first. */
const BREATH_MS = 200;
const YEAR_DAYS = 366;
const DAY_MS = 86_400_000;

/** Counts ahead, so that no lead waits for a year of tickets to be read: at the start, which may have many to count, and every hour. */
@Injectable()
export class FigureUpkeep implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private readonly stop = new AbortController();

  constructor(
    private readonly closed: ClosedFigures,
    private readonly reader: FigureReader,
  ) {}

  onApplicationBootstrap(): void {
    this.look();
    this.timer = setInterval(() => this.look(), EVERY_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    this.stop.abort();
    clearInterval(this.timer);
    await this.running;
  }

  private look(): void {
    this.running = this.running
      .then(() => this.run())
      .catch((err: unknown) => {
        if (!this.stop.signal.aborted) log.error({ err }, 'the figures of the desk were not counted ahead');
      });
  }

  private async run(): Promise<void> {
    const { signal } = this.stop;
    const first = Math.floor(Date.now() / DAY_MS) - YEAR_DAYS;
    while (!signal.aborted && (await this.closed.keepMore(first)))
      await delay(BREATH_MS, undefined, { signal, ref: false });
    // What is open is remembered by reading it.
    for await (const _ of this.reader.since(new Date())) if (signal.aborted) return;
  }
}
