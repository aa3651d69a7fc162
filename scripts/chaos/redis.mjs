import { findTool, TOOLS } from '../lib/tool.mjs';

/** The harness learns of Redis as the tests do. */
export function provideRedis() {
  const tool = TOOLS.find(({ variable }) => variable === 'REDIS_SERVER_PATH');
  const found = findTool(tool);
  if (found) process.env.REDIS_SERVER_PATH = found;
  else console.log(`Without Redis, so without its faults (${tool.hint}).`);
}
