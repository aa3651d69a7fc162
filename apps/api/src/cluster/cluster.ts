import { randomUUID } from 'node:crypto';
import type { ProcessFiguresDto } from '@app/contracts';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { log } from '../common/log';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import { metrics } from '../ops/metrics';
import { BoundedPublisher, OwnedSubscriber } from './adapter-clients';
import { connect } from './redis-connection';

const CHANNEL = 'parley:bus';
const BEAT_MS = 1_000;
/** A process that was not heard for this long is taken for gone; so is Redis, when one's own beat does not come back. */
const SILENT_MS = 5_000;

/** What processes tell each other. What somebody changed has been written to the database before. */
export interface BusTopics {
  beat: null;
  chatChanged: { chatId: string };
  preferencesChanged: { userId: string | null };
  categoriesChanged: null;
  sessionEnded: { sessionId: string };
  toEverybody: { fact: string; payload: unknown };
  /** What a socket of the staff has on screen; null: no ticket. */
  ticketLook: { socketId: string; userId: string; ticketId: string | null; isReplying: boolean };
  figures: ProcessFiguresDto;
}

type Topic = keyof BusTopics;
type Listener = (data: never) => void;

interface BusMessage {
  from: string;
  /** How many its process has published with this one: a gap is something that was lost on the way. */
  n: number;
  topic: Topic;
  data: unknown;
}

/**
 * The API processes that share one database, and the Redis between them. Without REDIS_URL this process is alone: nothing is loaded,
 * `publish` does nothing, and everything that asks `isAlone` keeps to its own memory.
 *
 * Redis carries hints and fleeting state only. It may be away: what is stored is in the database, and whoever keeps copies
 * asks `isInTouch` before trusting them.
 */
@Injectable()
export class Cluster implements OnModuleInit, OnModuleDestroy {
  readonly nodeId = randomUUID();
  readonly isAlone: boolean;
  /** Answers or fails at once; null when alone. */
  readonly redis: Redis | null = null;
  /** For the bus, and for the Socket.IO adapter. */
  readonly publisher: BoundedPublisher | null = null;
  readonly subscriber: OwnedSubscriber | null = null;

  private readonly listeners = new Map<Topic, Listener[]>();
  private readonly onBack: (() => void)[] = [];
  private readonly onLost: ((nodeId: string) => void)[] = [];
  private readonly heard = new Map<string, { at: number; n: number }>();
  private said = 0;
  private isBack = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(@Inject(CONFIG) { redisUrl }: Config) {
    this.isAlone = redisUrl === null;
    if (redisUrl === null) return;
    this.redis = connect(redisUrl, 'commands');
    this.publisher = new BoundedPublisher(connect(redisUrl, 'publisher'));
    this.subscriber = new OwnedSubscriber(connect(redisUrl, 'subscriber'));
  }

  onModuleInit(): void {
    if (!this.subscriber) return;
    this.subscriber.on('smessage', (channel, text) => {
      if (channel === CHANNEL) this.hear(String(text));
    });
    // Not only when the beat stays away: within those seconds a Redis can die and come back, and what was published meanwhile is lost.
    this.subscriber.on('close', () => this.lose('the connection ended'));
    this.subscriber.ssubscribe(CHANNEL);
    this.timer = setInterval(() => this.beat(), BEAT_MS);
    this.timer.unref();
    this.beat();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    this.isBack = false;
    for (const client of [this.redis, this.publisher?.client, this.subscriber?.client]) client?.disconnect();
  }

  /** True while what the others publish reaches this process; alone, always. */
  get isInTouch(): boolean {
    return this.isAlone || this.isBack;
  }

  /** The processes heard lately, this one first. */
  get nodeIds(): string[] {
    return [this.nodeId, ...[...this.heard.keys()].filter((id) => id !== this.nodeId)];
  }

  /** To the other processes; never waits, never fails: who misses it knows by its number, or is out of touch. */
  publish<T extends Topic>(topic: T, data: BusTopics[T]): void {
    this.said += 1;
    const message: BusMessage = { from: this.nodeId, n: this.said, topic, data };
    void this.publisher?.spublish(CHANNEL, JSON.stringify(message));
  }

  /** What others publish, not what this process does. */
  on<T extends Topic>(topic: T, listener: (data: BusTopics[T]) => void): void {
    this.listeners.set(topic, [...(this.listeners.get(topic) ?? []), listener as Listener]);
  }

  /** Anything may have been missed: after a time out of touch, when touch is first made, and when a message was lost. */
  onBackInTouch(listener: () => void): void {
    this.onBack.push(listener);
  }

  /** Another process has fallen silent. */
  onNodeLost(listener: (nodeId: string) => void): void {
    this.onLost.push(listener);
  }

  private hear(text: string): void {
    const { from, n, topic, data } = JSON.parse(text) as BusMessage;
    const last = this.heard.get(from)?.n ?? 0;
    this.heard.set(from, { at: Date.now(), n: Math.max(n, last) });
    if (this.isBack && n > last + 1) this.haveMissed();
    if (from === this.nodeId) this.comeBack();
    else for (const listener of this.listeners.get(topic) ?? []) listener(data as never);
  }

  private comeBack(): void {
    if (this.isBack) return;
    this.isBack = true;
    metrics.clusterInTouch.set(1);
    this.haveMissed();
  }

  private haveMissed(): void {
    for (const listener of this.onBack) listener();
  }

  private lose(reason: string): void {
    if (!this.isBack) return;
    this.isBack = false;
    metrics.clusterInTouch.set(0);
    log.warn({ reason }, 'out of touch with the other processes');
  }

  private beat(): void {
    this.publish('beat', null);
    const silentSince = Date.now() - SILENT_MS;
    if ((this.heard.get(this.nodeId)?.at ?? 0) < silentSince) this.lose('Redis does not answer');
    // While Redis is away nobody is heard: that says nothing about the others.
    if (!this.isBack) return;
    for (const [nodeId, { at }] of this.heard) {
      if (at >= silentSince || nodeId === this.nodeId) continue;
      this.heard.delete(nodeId);
      for (const listener of this.onLost) listener(nodeId);
    }
  }
}
