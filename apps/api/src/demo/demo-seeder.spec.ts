import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ArticleHitDto, ChatDto, DemoAccountDto, Page, SessionDto } from '@app/contracts';
import { startEmbeddedMongo } from '@app/embedded-mongo';
import { startTestApp } from '../testing/test-app';
import { TestPerson } from '../testing/test-person';
import { DemoSeeder } from './demo-seeder';

describe(DemoSeeder.name, () => {
  it('loads people, conversations, tickets and a broadcast once, whatever the number of starts', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'parley-demo-'));
    const database = await startEmbeddedMongo({ dir });
    const external = { DEMO: 'true', MONGODB_URI: database.uri };
    try {
      const lists: string[][] = [];
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
        await server.stop();
      }
      expect(lists[0]).toHaveLength(4);
      expect(lists[1]).toEqual(lists[0]);
    } finally {
      await database.stop();
      await rm(dir, { recursive: true, force: true });
    }
  });
});
