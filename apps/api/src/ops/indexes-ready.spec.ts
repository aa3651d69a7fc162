import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { startTestApp, type TestApp } from '../testing/test-app';
import { IndexesReady } from './indexes-ready';

describe(IndexesReady.name, () => {
  let server: TestApp;

  beforeAll(async () => {
    server = await startTestApp();
  });

  afterAll(() => server?.stop());

  it('has built every index of every schema when the API answers', async () => {
    const { models } = server.app.get<Connection>(getConnectionToken());
    const missing: string[] = [];
    for (const { schema, collection } of Object.values(models)) {
      const wanted = schema.indexes().map(([key]) => JSON.stringify(key));
      const there = wanted.length > 0 ? await collection.indexes() : [];
      const keys = new Set(there.map(({ key }) => JSON.stringify(key)));
      missing.push(...wanted.filter((key) => !keys.has(key)).map((key) => `${collection.name} ${key}`));
    }
    expect(missing).toEqual([]);
    expect(Object.keys(models).length).toBeGreaterThan(30);
  });

  it('refuses to start on data that breaks one', async () => {
    const connection = server.app.get<Connection>(getConnectionToken());
    const messages = connection.collection('messages');
    await messages.dropIndexes();
    const same = { chatId: 'a chat', seq: 1 };
    await messages.insertMany([{ ...same }, { ...same }]);
    await expect(new IndexesReady(connection).onModuleInit()).rejects.toMatchObject({ code: 11_000 });
  });
});
