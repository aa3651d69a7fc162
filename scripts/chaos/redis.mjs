import { findTool, REDIS } from '../lib/tool.mjs';

/** The harness learns of Redis as the tests do. */
export function provideRedis() {
  const found = findTool(REDIS);
  if (found) process.env[REDIS.variable] = found;
  else console.log(`Without Redis, so without its faults (${REDIS.hint}).`);
}
