import type { ChatDto, NotificationDto, Page } from '@app/contracts';
import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Chat } from '../chat/chat.schema';
import type { Notification } from '../notification/notification.schema';
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

  it('rings the bells that a crash left silent, and no other', async () => {
    const [amel, yacine, karim] = await Promise.all(
      ['Amel', 'Yacine', 'Karim'].map((name) => buildPerson(server, { name })),
    );
    if (!amel || !yacine || !karim) throw new Error('There are three.');
    for (const other of [yacine, karim]) await amel.send((await amel.chatWith(other)).id, 'hello');
    const bells = () =>
      Promise.all([yacine, karim].map((person) => person.call<Page<NotificationDto>>('GET', '/notifications')));
    const before = await bells();
    await server.app
      .get<Model<Notification>>(getModelToken('Notification'))
      .deleteOne({ _id: before[0]?.items[0]?.id });
    await server.app.get(HeadRepair).onApplicationBootstrap();
    const [rung, kept] = await bells();
    expect(rung?.items).toMatchObject([{ title: 'Amel', text: 'hello', count: 1, readAt: null }]);
    expect(kept).toEqual(before[1]);
  });
});
