import { randomFrom, zipf } from './random.mjs';

/**
 * Chats of very different liveliness, put on shards by a hash of their id.
 * @returns {number} what the busiest shard carries, of what an even share would be (1 is even)
 */
export function busiestShard({ chats, shards, skew, messages, seed }) {
  const random = randomFrom(seed);
  const pick = zipf(chats, skew);
  const home = Uint16Array.from({ length: chats }, () => Math.floor(random() * shards));
  const load = new Float64Array(shards);
  for (let n = 0; n < messages; n++) load[home[pick(random)]]++;
  return Math.max(...load) / (messages / shards);
}
