import { Inject, Injectable } from '@nestjs/common';
import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import { Cluster } from '../cluster/cluster';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import { AppError } from './app-error';
import { buildLimiter } from './rate-limit-stores';

/** Points per seconds; several windows of one name must all have room. */
const RULES = {
  send: [
    { points: 20, duration: 5 },
    { points: 60, duration: 60 },
  ],
  change: [
    { points: 30, duration: 5 },
    { points: 120, duration: 60 },
  ],
  articleSearch: [{ points: 120, duration: 60 }],
  articleAnswer: [{ points: 60, duration: 3_600 }],
  messageSearch: [{ points: 30, duration: 60 }],
  typing: [{ points: 2, duration: 2 }],
  command: [{ points: 100, duration: 10 }],
  groupChange: [{ points: 60, duration: 60 }],
  inboxSync: [{ points: 60, duration: 60 }],
  block: [{ points: 60, duration: 3_600 }],
  call: [{ points: 10, duration: 60 }],
  newChat: [{ points: 20, duration: 3_600 }],
  userSearch: [{ points: 30, duration: 60 }],
  badge: [{ points: 120, duration: 60 }],
  login: [{ points: 5, duration: 60 }],
  register: [{ points: 20, duration: 3_600 }],
  ticket: [{ points: 20, duration: 3_600 }],
  guestTicket: [{ points: 10, duration: 3_600 }],
  guestEntry: [{ points: 30, duration: 60 }],
  broadcast: [{ points: 5, duration: 60 }],
  upload: [{ points: 20, duration: 3_600 }],
} as const;

export type RateRule = keyof typeof RULES;

/** Flood guards of every single command: counted per process, since asking Redis each time would cost more than the command. */
const PER_PROCESS: ReadonlySet<string> = new Set<RateRule>(['command', 'typing']);

/** Limits per user (per address only before login). Several processes count together, in Redis. */
@Injectable()
export class RateLimits {
  private readonly limiters = new Map<string, RateLimiterAbstract[]>();
  private readonly isOn: boolean;

  constructor(@Inject(CONFIG) config: Config, cluster: Cluster) {
    this.isOn = config.hasRateLimits;
    for (const [name, windows] of Object.entries(RULES)) {
      this.limiters.set(
        name,
        windows.map((window) => {
          const keyPrefix = `parley:limit:${name}:${window.duration}`;
          return buildLimiter({ keyPrefix, ...window }, PER_PROCESS.has(name) ? null : cluster.redis);
        }),
      );
    }
  }

  /** Counts one use, or throws RATE_LIMITED with the time to wait. */
  async consume(rule: RateRule, key: string): Promise<void> {
    if (!this.isOn) return;
    for (const limiter of this.limiters.get(rule) ?? []) {
      try {
        await limiter.consume(key);
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        throw rateLimited(refusal);
      }
    }
  }

  /** Throws as the next use would, and counts nothing: for work that is only begun. */
  async requireRoom(rule: RateRule, key: string): Promise<void> {
    if (!this.isOn) return;
    for (const limiter of this.limiters.get(rule) ?? []) {
      const used = await limiter.get(key);
      if (used && used.consumedPoints >= limiter.points) throw rateLimited(used);
    }
  }
}

function rateLimited({ msBeforeNext }: RateLimiterRes): AppError {
  return new AppError('RATE_LIMITED', 'Too many requests. Wait a moment.', { retryAfterMs: Math.max(1, msBeforeNext) });
}
