import type { PresenceDto } from '@app/contracts';
import { Cluster } from '../cluster/cluster';
import { loadConfig } from '../config/config';
import type { UserService } from '../user/user.service';
import type { Broadcaster } from './broadcaster';
import { Presence } from './presence';
import { SharedPresence } from './shared-presence';

/** The clock decides everything here; that sockets reach it, and watchers hear it, is tested with the gateway. */
describe(Presence.name, () => {
  const config = loadConfig({ MONGODB_URI: 'mongodb://127.0.0.1', JWT_SECRET: 'k8Vq2mWz7Rt5Yp1Nc4Xb9Jd6Hs3Lf0Ga' });
  const { presenceGraceMs } = config.limits;
  let told: PresenceDto[];
  let saved: Date[];
  let presence: Presence;

  beforeEach(() => {
    jest.useFakeTimers();
    told = [];
    saved = [];
    const users = { saveLastSeen: async (_: string, at: Date) => void saved.push(at) };
    const broadcaster = { toPresenceWatchers: (_: string, fact: PresenceDto) => void told.push(fact) };
    const cluster = new Cluster(config);
    presence = new Presence(
      users as unknown as UserService,
      broadcaster as unknown as Broadcaster,
      new SharedPresence(cluster),
      cluster,
      config,
    );
  });

  afterEach(() => {
    presence.onModuleDestroy();
    jest.useRealTimers();
  });

  const states = () => told.map(({ state }) => state);

  it('ends 20 s after the last socket of several, and remembers when', () => {
    presence.enter('amel', 'tab');
    presence.enter('amel', 'phone');
    presence.leave('amel', 'tab');
    jest.advanceTimersByTime(presenceGraceMs * 2);
    presence.leave('amel', 'phone');
    jest.advanceTimersByTime(presenceGraceMs - 1);
    expect(states()).toEqual(['online']);
    jest.advanceTimersByTime(1);
    expect(states()).toEqual(['online', 'offline']);
    expect(saved).toEqual([new Date()]);
    expect(told.at(-1)?.lastSeenAt).toBe(saved[0]?.toISOString());
  });

  it('says nothing about a reload, and gives each leaving its own 20 s', () => {
    presence.enter('amel', 'before');
    presence.leave('amel', 'before');
    jest.advanceTimersByTime(presenceGraceMs - 1);
    presence.enter('amel', 'after');
    presence.leave('amel', 'after');
    jest.advanceTimersByTime(presenceGraceMs - 1);
    expect(states()).toEqual(['online']);
    expect(saved).toEqual([]);
  });

  it('is idle when every tab is, and online when one is not', () => {
    presence.enter('amel', 'one');
    presence.enter('amel', 'two');
    presence.setIdle('amel', 'one', true);
    expect(states()).toEqual(['online']);
    presence.setIdle('amel', 'two', true);
    presence.setIdle('amel', 'one', false);
    expect(states()).toEqual(['online', 'idle', 'online']);
    presence.leave('amel', 'one');
    expect(states()).toEqual(['online', 'idle', 'online', 'idle']);
  });

  it('does not take a reconnect for activity', () => {
    presence.enter('amel', 'before');
    presence.setIdle('amel', 'before', true);
    presence.leave('amel', 'before');
    presence.enter('amel', 'after');
    expect(states()).toEqual(['online', 'idle']);
    presence.setIdle('amel', 'after', false);
    expect(states()).toEqual(['online', 'idle', 'online']);
  });

  it('ignores sockets it does not know', () => {
    presence.setIdle('amel', 'ghost', false);
    presence.leave('amel', 'ghost');
    jest.advanceTimersByTime(presenceGraceMs);
    expect(told).toEqual([]);
  });
});
