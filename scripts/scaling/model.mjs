/**
 * What one installation needs for a load, from what one message costs. All constants are of one core and in microseconds, bytes and
 * pieces; docs/scaling.md says where each was measured.
 */
export const MEASURED = {
  /** CPU of the one API process for a message at the limit, both sockets of a pair served. */
  alonePerMessage: 540,
  /** The same of all processes and Redis together, when there are several and the pair is on two of them. */
  togetherPerMessage: 1_900,
  /** The part of it that is Redis: reckoned from the relays, which do nothing else. */
  redisPerMessage: 60,
  /** Memory of an idle socket, with all of the API behind it: 10,000 of them (npm run bench:sockets). */
  bytesPerSocket: 21_000,
  apiBaseBytes: 200_000_000,
  /** What a message of 100 characters takes on disk, with its index entries. */
  storedPerMessage: 1_000,
  /** Through Redis for a message between two people on two processes. */
  redisBytesPerMessage: 3_800,
  /** Writes of a replica set shard, a second; of MongoDB's own benchmarks, not ours. */
  shardWritesPerSecond: 20_000,
  writesPerMessage: 3,
};

/** Of a core, so that p99 stays within ten times the time of one message; see the simulation. */
const BUSY_MAX = 0.5;
const SOCKETS_PER_PROCESS = 10_000;
/** The busiest shard carries so much more than its even share; see the simulation. */
const SHARD_HEADROOM = 1.3;

/**
 * @param {{ users: number, onlineShare: number, messagesPerSecond: number }} load
 * @returns {{ sockets: number, apiProcesses: number, apiMemory: number, redisNodes: number, redisBytes: number, shards: number, bytesPerYear: number }}
 */
export function capacityOf({ users, onlineShare, messagesPerSecond }, constants = MEASURED) {
  const sockets = users * onlineShare;
  const bySockets = Math.ceil(sockets / SOCKETS_PER_PROCESS);
  const busyBy = (perMessage) => Math.ceil((messagesPerSecond * perMessage) / 1e6 / BUSY_MAX);
  const isAlone = bySockets <= 1 && busyBy(constants.alonePerMessage) <= 1;
  const apiProcesses = isAlone ? 1 : Math.max(2, bySockets, busyBy(constants.togetherPerMessage));
  const writes = messagesPerSecond * constants.writesPerMessage;
  return {
    sockets,
    apiProcesses,
    apiMemory: apiProcesses * constants.apiBaseBytes + sockets * constants.bytesPerSocket,
    redisNodes: apiProcesses === 1 ? 0 : Math.ceil((messagesPerSecond * constants.redisPerMessage) / 1e6 / BUSY_MAX),
    redisBytes: apiProcesses === 1 ? 0 : messagesPerSecond * constants.redisBytesPerMessage,
    shards: Math.max(1, Math.ceil((writes * SHARD_HEADROOM) / constants.shardWritesPerSecond)),
    bytesPerYear: messagesPerSecond * constants.storedPerMessage * 86_400 * 365,
  };
}
