import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChatDto } from '@app/contracts';
import { type EmbeddedMongo, startEmbeddedMongo } from '@app/embedded-mongo';
import { MongoClient } from 'mongodb';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, TestPerson } from '../testing/test-person';
import { StartUpkeep } from './start-upkeep';

/** MongoDB's code for it. */
const OUT_OF_DISK_SPACE = 14_031;
const WRITES = ['insert', 'update', 'delete', 'findAndModify'];

describe(`${StartUpkeep.name}, with a disk that is full at the start`, () => {
  let dir: string;
  let mongo: EmbeddedMongo;
  let client: MongoClient;
  let server: TestApp | undefined;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'parley-full-'));
    mongo = await startEmbeddedMongo({ dir, testCommands: true });
    client = await MongoClient.connect(mongo.uri);
  }, 60_000);

  afterAll(async () => {
    await server?.stop();
    await client.close();
    await mongo.stop();
    await rm(dir, { recursive: true });
  });

  const start = () => startTestApp({ sharedWith: { mongodbUri: mongo.uri } });

  const failWrites = (mode: 'alwaysOn' | 'off') =>
    client.db('admin').command({
      configureFailPoint: 'failCommand',
      mode,
      data: { failCommands: WRITES, errorCode: OUT_OF_DISK_SPACE },
    });

  it('people can read at once, and what a crash left undone is done when there is room', async () => {
    server = await start();
    const amel = await buildPerson(server, { name: 'Amel Haddad' });
    const yacine = await buildPerson(server, { name: 'Yacine Benali' });
    const { id } = await amel.chatWith(yacine);
    await amel.send(id, 'hello');
    await server.stop();
    await client
      .db('parley')
      .collection('chats')
      .updateOne({}, { $set: { headSeq: 0, headRev: 0, lastMessage: null } });
    await failWrites('alwaysOn');

    server = await start();
    const reader = new TestPerson(server.url, yacine.session);
    const look = () => reader.call<ChatDto>('GET', `/chats/${id}`);
    expect(await look()).toMatchObject({ headSeq: 0, lastMessage: null });
    await expect(reader.send(id, 'hello?')).rejects.toThrow('STORAGE_FULL');

    await failWrites('off');
    let chat: ChatDto;
    do chat = await look();
    while (chat.headSeq === 0);
    expect(chat).toMatchObject({ headSeq: 1, lastMessage: { text: 'hello' } });
  }, 60_000);
});
