import type { Redis } from 'ioredis';
import { type IRateLimiterOptions, RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';

/** A window's counters: in this process's memory, or in Redis for all processes, with the memory for while that is away. */
export function buildLimiter(window: IRateLimiterOptions, redis: Redis | null): RateLimiterMemory | RateLimiterRedis {
  if (!redis) return new RateLimiterMemory(window);
  return new RateLimiterRedis({
    ...window,
    storeClient: redis,
    rejectIfRedisNotReady: true,
    insuranceLimiter: new RateLimiterMemory(window),
  });
}
