import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createRest } from '@app/client';
import type { SessionDto } from '@app/contracts';
import { REDIS_SERVER, startTestRedis, type TestRedis } from '../../apps/api/src/testing/test-redis';
import { startTcpProxy, type TcpProxy } from '../../apps/web/test/tcp-proxy';
import { portToKeep } from '../testing/port-to-keep';
import { type ApiNode, createApiNode } from './api-node';
import { type DatabaseProcess, startDatabase } from './database-process';
import { type ChaosLog, openLog } from './log';
import { type Random, randomOf } from './random';
import { openTab, type Tab, type TabOptions } from './tab';
import type { ClientBug } from './watched-transport';

export interface WorldOptions {
  dir: string;
  seed: number;
  /** The compiled API. */
  main: string;
  bug?: ClientBug | null;
}

const PASSWORD = 'correct horse battery';

/** To each node. */
const ROADS = 12;

const startRoads = (port: number): Promise<TcpProxy[]> =>
  Promise.all(Array.from({ length: ROADS }, () => startTcpProxy(port)));

/** Two API nodes on one database and one Redis, and the people who use them. */
export interface World {
  readonly dir: string;
  readonly main: string;
  readonly log: ChaosLog;
  readonly random: Random;
  readonly database: DatabaseProcess;
  readonly redis: TestRedis | null;
  readonly nodes: readonly [ApiNode, ApiNode];
  readonly people: readonly SessionDto[];
  /** Every tab that is open; all of them must be right in the end. */
  readonly tabs: readonly Tab[];
  /** Somebody new, by the first node. */
  person(name: string): Promise<SessionDto>;
  /** Somebody who is in none of the others' business: `pair` never picks them. */
  stranger(name: string): Promise<SessionDto>;
  /** Another session of somebody. */
  login(of: SessionDto): Promise<SessionDto>;
  tab(options: Pick<TabOptions, 'session' | 'browser' | 'skewMs' | 'isHidden'> & { url: string; name?: string }): Tab;
  closeTab(tab: Tab): Promise<void>;
  /** Two people with few sockets: nobody may have more than ten. */
  pair(): [SessionDto, SessionDto];
  /** A way to a node with weather of its own. */
  road(node: ApiNode): TcpProxy;
  /** A chat of two of its own, by its own listing. */
  chat(one: SessionDto, other: SessionDto): Promise<string>;
  group(owner: SessionDto, others: readonly SessionDto[]): Promise<string>;
  close(): Promise<void>;
}

export async function openWorld({ dir, seed, main, bug = null }: WorldOptions): Promise<World> {
  mkdirSync(join(dir, 'db'), { recursive: true });
  const log = openLog(join(dir, 'log.jsonl'));
  const [databasePort, onePort, twoPort] = [await portToKeep(), await portToKeep(), await portToKeep()];
  const database = await startDatabase(join(dir, 'db'), databasePort);
  const redis = REDIS_SERVER ? await startTestRedis() : null;
  // Nodes must be able to start before it is there.
  await redis?.kill();
  const shared = { main, dir, log, databasePort, redisPort: redis && Number(new URL(redis.url).port) };
  // Made before the nodes, which answer to no address that they were not told of.
  const roads = new Map([
    [onePort, await startRoads(onePort)],
    [twoPort, await startRoads(twoPort)],
  ]);
  const free = new Map([...roads].map(([port, all]) => [port, [...all]]));
  const nodeAt = (name: string, port: number) =>
    createApiNode({ ...shared, name, port, hosts: (roads.get(port) ?? []).map((road) => `127.0.0.1:${road.port}`) });
  const nodes = [await nodeAt('one', onePort), await nodeAt('two', twoPort)] as const;
  const people: SessionDto[] = [];
  const emails = new Map<string, string>();
  let tabs: Tab[] = [];
  let opened = 0;
  /** By person: tabs that were opened, and those that somebody is about to open. */
  const sockets = new Map<string, number>();
  const addSocket = ({ user }: SessionDto) => sockets.set(user.id, (sockets.get(user.id) ?? 0) + 1);
  const restOf = ({ accessToken }: SessionDto) =>
    createRest({ url: nodes[0].url, auth: { kind: 'token', getToken: async () => accessToken } });

  const register = async (name: string) => {
    const email = `${name.toLowerCase()}-${randomUUID()}@example.test`;
    const session = await createRest({ url: nodes[0].url }).auth.register({ name, email, password: PASSWORD });
    emails.set(session.user.id, email);
    return session;
  };

  return {
    dir,
    main,
    log,
    random: randomOf(seed),
    database,
    redis,
    nodes,
    people,
    get tabs() {
      return tabs;
    },
    async person(name) {
      const session = await register(name);
      people.push(session);
      return session;
    },
    stranger: register,
    login: ({ user }) =>
      createRest({ url: nodes[0].url }).auth.login({ email: emails.get(user.id) ?? '', password: PASSWORD }),
    tab({ name, ...options }) {
      const tab = openTab({ ...options, name: `${options.session.user.name}-${name ?? opened++}`, log, bug });
      tabs.push(tab);
      addSocket(options.session);
      return tab;
    },
    pair() {
      const socketsOf = ({ user }: SessionDto) => sockets.get(user.id) ?? 0;
      const [first, second] = [...people].sort((a, b) => socketsOf(a) - socketsOf(b));
      if (!first || !second) throw new Error('There is nobody.');
      for (const person of [first, second]) addSocket(person);
      return [first, second];
    },
    async closeTab(tab) {
      tabs = tabs.filter((each) => each !== tab);
      await tab.close();
    },
    road({ name, port }) {
      const road = free.get(port)?.pop();
      if (!road) throw new Error(`There are no more roads to node ${name}.`);
      return road;
    },
    async chat(one, other) {
      const context = { type: 'listing' as const, id: randomUUID(), title: 'Bicycle' };
      return (await restOf(one).chats.create({ memberIds: [other.user.id], context })).id;
    },
    async group(owner, others) {
      const memberIds = others.map(({ user }) => user.id);
      const input = { type: 'group' as const, title: 'Square', memberIds, clientChatId: randomUUID() };
      return (await restOf(owner).chats.create(input)).id;
    },
    async close() {
      await Promise.all(tabs.map((tab) => tab.close()));
      await Promise.all(nodes.map((node) => node.close()));
      await Promise.all([...roads.values()].flat().map((road) => road.close()));
      await redis?.kill();
      await database.close();
    },
  };
}
