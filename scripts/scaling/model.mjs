/**
 * What one installation needs for a load, from what one message costs. All constants are of one core and in microseconds, bytes and
 * pieces; docs/scaling.md says where each was measured.
 */
export const MEASURED = {
  /** CPU of an API process for a message at the limit, both sockets of a pair served. */
  apiPerMessage: 1_000,
  /** CPU of Redis, and of an API process that hears of a message of another one, for a message. */
  redisPerMessage: 60,
  hearPerMessage: 100,
  /** Memory of an idle socket, whole process. */
  bytesPerSocket: 30_000,
  apiBaseBytes: 200_000_000,
  /** What a message of 100 characters takes on disk, with its index entries. */
  storedPerMessage: 1_100,
  /** Through Redis for a message between two people on two processes. */
  redisBytesPerMessage: 3_800,
  /** Writes of a replica set shard, a second; of MongoDB's own benchmarks, not ours. */
  shardWritesPerSecond: 20_000,
  writesPerMessage: 3,
};

/** Of a core, so that p99 stays within ten times the time of one message; see the simulation. */
const BUSY_MAX = 0.5;
/** The busiest shard carries so much more than its even share; see the simulation. */
const SHARD_HEADROOM = 1.3;

/**
 * @param {{ users: number, onlineShare: number, messagesPerSecond: number }} load
 * @returns {{ sockets: number, apiProcesses: number, apiMemory: number, redisNodes: number, redisBytes: number, shards: number, bytesPerYear: number }}
 */
export function capacityOf({ users, onlineShare, messagesPerSecond }, constants = MEASURED) {
  const sockets = users * onlineShare;
  const byCpu = (messagesPerSecond * (constants.apiPerMessage + constants.hearPerMessage)) / 1e6 / BUSY_MAX;
  const bySockets = sockets / 10_000;
  const apiProcesses = Math.max(1, Math.ceil(Math.max(byCpu, bySockets)));
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
