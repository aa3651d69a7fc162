import type { ChatDto } from '@app/contracts';
import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Chat } from '../chat/chat.schema';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson } from '../testing/test-person';
import { HeadRepair } from './head-repair';

describe(HeadRepair.name, () => {
  let server: TestApp;

  beforeAll(async () => {
    server = await startTestApp();
  });

  afterAll(() => server?.stop());

  it("brings a chat that a crash left behind up to its messages, with each sender's marker", async () => {
    const amel = await buildPerson(server, { name: 'Amel Haddad' });
    const yacine = await buildPerson(server, { name: 'Yacine Benali' });
    const { id } = await amel.chatWith(yacine);
    for (const person of [amel, yacine, yacine, amel, yacine]) await person.send(id, `by ${person.me.name}`);
    const before = await amel.call<ChatDto>('GET', `/chats/${id}`);
    expect(before).toMatchObject({ headSeq: 5, headRev: 5, lastReadSeq: 4 });

    const forgotten = { headSeq: 0, headRev: 0, lastMessage: null, 'members.$[].lastReadSeq': 0 };
    await server.app.get<Model<Chat>>(getModelToken('Chat')).updateOne({ _id: id }, { $set: forgotten });
    expect(await amel.call<ChatDto>('GET', `/chats/${id}`)).toMatchObject({ headSeq: 0, lastMessage: null });

    await server.app.get(HeadRepair).onApplicationBootstrap();
    expect(await amel.call<ChatDto>('GET', `/chats/${id}`)).toEqual(before);
  });
});
