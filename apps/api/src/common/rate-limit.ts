import { Inject, Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import { AppError } from './app-error';

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
  broadcast: [{ points: 5, duration: 60 }],
  upload: [{ points: 20, duration: 3_600 }],
} as const;

export type RateRule = keyof typeof RULES;

/** Limits per user (per address only before login). In memory: one process; many processes share them through Redis later. */
@Injectable()
export class RateLimits {
  private readonly limiters = new Map<string, RateLimiterMemory[]>();
  private readonly isOn: boolean;

  constructor(@Inject(CONFIG) config: Config) {
    this.isOn = config.hasRateLimits;
    for (const [name, windows] of Object.entries(RULES)) {
      this.limiters.set(
        name,
        windows.map((window) => new RateLimiterMemory({ keyPrefix: name, ...window })),
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
