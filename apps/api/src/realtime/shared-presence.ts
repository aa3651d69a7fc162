import type { PresenceState } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { Cluster } from '../cluster/cluster';

/** What one process holds of a person. */
export interface OwnPresence {
  state: Exclude<PresenceState, 'offline'>;
  sockets: number;
}

export interface PresenceChange {
  before: PresenceState;
  after: PresenceState;
}

/** A process that stops writing, and with it all it said, is forgotten after this. */
const KEPT_SECONDS = 3_600;

/**
 * One hash a person: a field for each process, `<state>:<sockets>`. Fields of processes that are gone are dropped by the way.
 * KEYS: the hash. ARGV: how long to keep it, this process, what it holds ('' for nothing), then all living processes.
 */
const PUT = `
local living = {}
for i = 4, #ARGV do living[ARGV[i]] = true end
local function stateOf()
  local all = redis.call('HGETALL', KEYS[1])
  local state = 'offline'
  for i = 1, #all, 2 do
    if not living[all[i]] then redis.call('HDEL', KEYS[1], all[i])
    elseif string.sub(all[i + 1], 1, 6) == 'online' then state = 'online'
    elseif state == 'offline' then state = 'idle' end
  end
  return state
end
local before = stateOf()
if ARGV[3] == '' then redis.call('HDEL', KEYS[1], ARGV[2])
else
  redis.call('HSET', KEYS[1], ARGV[2], ARGV[3])
  redis.call('EXPIRE', KEYS[1], ARGV[1])
end
return { before, stateOf() }
`;

const keyOf = (userId: string) => `parley:presence:{${userId}}`;

/** Who is there on all processes together. Everything fails at once when Redis is away: then each process knows its own. */
@Injectable()
export class SharedPresence {
  constructor(private readonly cluster: Cluster) {}

  get isShared(): boolean {
    return !this.cluster.isAlone;
  }

  /** What this process holds from now on; null: nothing. Tells how that changes the person's state over all. */
  async put(userId: string, own: OwnPresence | null): Promise<PresenceChange> {
    const value = own ? `${own.state}:${own.sockets}` : '';
    const { nodeId, nodeIds } = this.cluster;
    const [before, after] = (await this.redis.eval(PUT, 1, keyOf(userId), KEPT_SECONDS, nodeId, value, ...nodeIds)) as [
      PresenceState,
      PresenceState,
    ];
    return { before, after };
  }

  /** States and socket counts over all processes; commands of one turn travel together. */
  async of(userIds: string[]): Promise<Map<string, { state: PresenceState; sockets: number }>> {
    const living = new Set(this.cluster.nodeIds);
    const rows = await Promise.all(userIds.map((id) => this.redis.hgetall(keyOf(id))));
    return new Map(
      rows.map((row, index) => {
        const held = Object.entries(row)
          .filter(([nodeId]) => living.has(nodeId))
          .map(([, value]) => value.split(':'));
        const states = held.map(([state]) => state);
        const state = states.includes('online') ? 'online' : states.length > 0 ? 'idle' : 'offline';
        return [userIds[index] ?? '', { state, sockets: held.reduce((sum, [, count]) => sum + Number(count), 0) }];
      }),
    );
  }

  private get redis() {
    const { redis } = this.cluster;
    if (!redis) throw new Error('A single process shares no presence.');
    return redis;
  }
}
