import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import type { LiveFiguresDto, ProcessFiguresDto } from '@app/contracts';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Cluster } from '../cluster/cluster';
import { log } from '../common/log';
import { Broadcaster } from '../realtime/broadcaster';
import { type Buckets, bucketsOf, countOf, quantileBetween } from './figure-window';
import { metrics } from './metrics';

const TAKE_MS = 2_000;
const LOOP_RESOLUTION_MS = 10;

/** What only grows, at one look; figures are the difference of two. */
interface Look {
  at: number;
  cpuMicros: number;
  messages: number;
  duplicates: number;
  refused: number;
  gaps: number;
  resets: number;
  acks: Buckets;
  database: Buckets;
  jobLag: Buckets;
}

/** What this process does, every two seconds, told to the other processes; and what they told. */
@Injectable()
export class LiveFigures implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly startedAt = new Date(Date.now() - process.uptime() * 1_000).toISOString();
  private readonly loop: IntervalHistogram = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
  private readonly others = new Map<string, ProcessFiguresDto>();
  private last: Look | null = null;
  private own: ProcessFiguresDto | null = null;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly cluster: Cluster,
    private readonly broadcaster: Broadcaster,
  ) {
    cluster.on('figures', (figures) => this.others.set(figures.processId, figures));
  }

  onApplicationBootstrap(): void {
    this.loop.enable();
    this.timer = setInterval(() => {
      this.take().catch((err: unknown) => log.warn({ err }, 'figures not taken'));
    }, TAKE_MS);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
    this.loop.disable();
  }

  /** What every process did lately. Just after the start this one looks twice at once, and rates are 0. */
  async read(): Promise<LiveFiguresDto> {
    const own = this.own ?? (await this.take());
    const { nodeIds } = this.cluster;
    for (const processId of this.others.keys()) if (!nodeIds.includes(processId)) this.others.delete(processId);
    const processes = [own, ...this.others.values()].sort((a, b) => a.startedAt.localeCompare(b.startedAt));
    return { at: new Date().toISOString(), isInTouch: this.cluster.isInTouch, processes };
  }

  private async take(): Promise<ProcessFiguresDto> {
    const look = await lookNow();
    const before = this.last ?? look;
    const seconds = Math.max(1, look.at - before.at) / 1_000;
    const rate = (key: 'messages' | 'duplicates' | 'refused' | 'gaps' | 'resets') =>
      (look[key] - before[key]) / seconds;
    const p95 = (key: 'acks' | 'database' | 'jobLag') => toMs(quantileBetween(0.95, before[key], look[key]));
    const own: ProcessFiguresDto = {
      ...{ processId: this.cluster.nodeId, startedAt: this.startedAt, at: new Date(look.at).toISOString() },
      ...{ sockets: this.broadcaster.ownSockets().length, rooms: this.broadcaster.roomCount },
      people: (await metrics.usersOnline.get()).values[0]?.value ?? 0,
      ...{ messages: rate('messages'), duplicates: rate('duplicates'), refused: rate('refused') },
      ...{ gaps: rate('gaps'), resets: rate('resets') },
      slowConsumersCut: await countOf(metrics.slowConsumersCut),
      ...{ ackP95: p95('acks'), databaseP95: p95('database'), jobLagP95: p95('jobLag') },
      // The timer that measures is itself due only every so often.
      loopLag: Math.max(0, this.loop.max / 1e6 - LOOP_RESOLUTION_MS),
      cpu: (look.cpuMicros - before.cpuMicros) / 1e6 / seconds,
      memory: process.memoryUsage.rss(),
    };
    this.loop.reset();
    this.last = look;
    this.own = own;
    this.cluster.publish('figures', own);
    return own;
  }
}

async function lookNow(): Promise<Look> {
  const { user, system } = process.cpuUsage();
  return {
    ...{ at: Date.now(), cpuMicros: user + system },
    messages: await countOf(metrics.messagesSent),
    duplicates: await countOf(metrics.messagesSent, ({ duplicate }) => duplicate === 'true'),
    refused: await refusedSoFar(),
    gaps: await countOf(metrics.syncs, ({ outcome }) => outcome === 'filled'),
    resets: await countOf(metrics.syncs, ({ outcome }) => outcome === 'reset'),
    acks: await bucketsOf(metrics.commands, ({ command, code }) => command === 'sendMessage' && code === 'OK'),
    database: await bucketsOf(metrics.databaseCommands),
    jobLag: await bucketsOf(metrics.jobLag),
  };
}

/** Every command is below the last bound. */
async function refusedSoFar(): Promise<number> {
  return (await bucketsOf(metrics.commands, ({ code }) => code !== 'OK')).at(-1)?.count ?? 0;
}

const toMs = (seconds: number | null) => (seconds === null ? null : seconds * 1_000);
