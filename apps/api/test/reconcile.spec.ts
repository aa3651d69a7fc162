import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { InboxSyncDto } from '@app/contracts';
import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Chat } from '../src/chat/chat.schema';
import type { Config } from '../src/config/config';
import { CONFIG } from '../src/config/config.module';
import { startTestApp, TEST_SECRET, type TestApp } from '../src/testing/test-app';
import { buildPerson, TestPerson } from '../src/testing/test-person';

const MAIN = join(__dirname, '../../../dist/apps/api/src/reconcile.js');

/** The built program that `npm run reconcile` runs, beside a server. */
describe('reconcile', () => {
  let server: TestApp;

  beforeAll(async () => {
    server = await startTestApp();
  });

  afterAll(() => server?.stop());

  async function reconcile(...args: string[]): Promise<{ code: number; output: string }> {
    const { mongodbUri } = server.app.get<Config>(CONFIG);
    const child = spawn(process.execPath, [MAIN, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { PATH: process.env.PATH, MONGODB_URI: mongodbUri, JWT_SECRET: TEST_SECRET, LOG_LEVEL: 'silent' },
    });
    const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
    return { code: code as number, output };
  }

  it('prints every difference, repairs it and exits with 1; and with 0 when there is none', async () => {
    const amel = await buildPerson(server, { name: 'Amel Haddad' });
    const chat = await amel.chatWith(await buildPerson(server, { name: 'Yacine Benali' }));
    for (const word of ['one', 'two']) await amel.send(chat.id, word);
    expect(await reconcile()).toEqual({ code: 0, output: 'No differences.\n' });

    const chats = server.app.get<Model<Chat>>(getModelToken('Chat'));
    await chats.updateOne({ _id: chat.id }, { $set: { headSeq: 1, 'lastMessage.text': 'one' } });
    const { code, output } = await reconcile();
    expect(code).toBe(1);
    expect(output).toContain(`chat ${chat.id}: headSeq is 1, should be 2: repaired\n`);
    expect(output).toContain('preview is');
    expect(output).toMatch(/2 differences\.\n$/);
    expect(await reconcile()).toEqual({ code: 0, output: 'No differences.\n' });
  }, 60_000);

  it('gives a database that was restored a new epoch, so that a client that saw its future starts afresh', async () => {
    const amel = await buildPerson(server, { name: 'Amel Haddad' });
    const sync = (epoch?: string) =>
      amel.call<InboxSyncDto>('POST', '/chats/sync', { known: [], ...(epoch && { epoch }) });
    const { epoch } = await sync();
    const { output } = await reconcile('--restored');
    expect(output).toContain('new epoch');
    // A process that runs keeps the name it found; one that starts afterwards finds the new one.
    const other = await startTestApp({ sharedWith: server });
    const answer = await new TestPerson(other.url, amel.session).call<InboxSyncDto>('POST', '/chats/sync', {
      known: [],
      epoch,
    });
    await other.stop();
    expect(answer.reset).toBe(true);
    expect(answer.epoch).not.toBe(epoch);
  }, 60_000);
});
