import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  AgentDto,
  ArticleHitDto,
  ChatDto,
  DemoAccountDto,
  DeskFiguresDto,
  Page,
  SessionDto,
  SupportTicketDto,
} from '@app/contracts';
import { startEmbeddedMongo } from '@app/embedded-mongo';
import { startTestApp } from '../testing/test-app';
import { TestPerson } from '../testing/test-person';
import { DemoSeeder } from './demo-seeder';

const dayAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

describe(DemoSeeder.name, () => {
  it('loads people, conversations, tickets and a broadcast once, whatever the number of starts', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'parley-demo-'));
    const database = await startEmbeddedMongo({ dir });
    const external = { DEMO: 'true', MONGODB_URI: database.uri };
    try {
      const lists: string[][] = [];
      const desks: object[] = [];
      for (let start = 0; start < 2; start++) {
        const server = await startTestApp({ env: external });
        const data = async <T>(path: string, body?: object): Promise<T> => {
          const response = await fetch(`${server.url}/api/auth/${path}`, {
            method: body ? 'POST' : 'GET',
            headers: { 'content-type': 'application/json' },
            body: body && JSON.stringify(body),
          });
          return ((await response.json()) as { data: T }).data;
        };
        const accounts = await data<DemoAccountDto[]>('demo-accounts');
        expect(new Set(accounts.map(({ part }) => part))).toEqual(new Set(['buyer', 'seller', 'agent', 'admin']));
        const buyer = accounts.find(({ name }) => name === 'Amel Haddad');
        const amel = new TestPerson(server.url, await data<SessionDto>('demo-login', { accountId: buyer?.id }));
        const { items } = await amel.call<Page<ChatDto>>('GET', '/chats');
        lists.push(items.map(({ id, headSeq, unread }) => `${id} ${headSeq} ${unread}`));
        const { items: articles } = await amel.call<Page<ArticleHitDto>>('GET', '/articles?query=deposit');
        expect(articles.map(({ title }) => title)).toContain('When does my deposit come back?');
        expect((await amel.call<Page<ArticleHitDto>>('GET', '/articles')).items).toHaveLength(4);
        expect(Date.parse(items.at(-1)?.lastActivityAt ?? '')).toBeLessThan(Date.now() - 24 * 60 * 60_000);
        const agent = accounts.find(({ name }) => name === 'Nadia Bouzid');
        const nadia = new TestPerson(server.url, await data<SessionDto>('demo-login', { accountId: agent?.id }));
        const [agents, queue, due, figures] = await Promise.all([
          nadia.call<AgentDto[]>('GET', '/desk/agents'),
          nadia.call<Page<SupportTicketDto>>('GET', '/support-tickets?view=all'),
          nadia.call<Page<SupportTicketDto>>('GET', '/support-tickets?view=due'),
          nadia.call<DeskFiguresDto>('GET', `/desk/figures?from=${dayAgo(20)}&to=${dayAgo(0)}&timeZone=UTC`),
        ]);
        const [first] = due.items;
        const clock = first?.sla?.firstResponse;
        expect(first?.assignee?.name).toBe('Nadia Bouzid');
        expect([clock?.missedAt, clock?.warnAt]).toEqual([null, null]);
        const { opened, solved, rating } = figures.total;
        desks.push({
          accepting: agents.filter(({ isAccepting }) => isAccepting).map(({ user }) => user.name),
          states: queue.items.map(({ number, state }) => `${number} ${state}`),
          figures: { opened, solved, rating: rating.count, backlog: figures.backlog },
        });
        await server.stop();
      }
      expect(desks[0]).toMatchObject({
        accepting: ['Nadia Bouzid'],
        figures: { opened: 8, solved: 4, rating: 4, backlog: 4 },
      });
      expect(desks[1]).toEqual(desks[0]);
      expect(lists[0]).toHaveLength(4);
      expect(lists[1]).toEqual(lists[0]);
    } finally {
      await database.stop();
      await rm(dir, { recursive: true, force: true });
    }
  });
});
