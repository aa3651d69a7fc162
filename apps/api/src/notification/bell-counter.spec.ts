import { getConnectionToken, getModelToken } from '@nestjs/mongoose';
import type { Connection, Model } from 'mongoose';
import { databaseOptions } from '../config/database';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, type TestPerson } from '../testing/test-person';
import { BellAnnouncer } from './bell-announcer';
import { BellCounter } from './bell-counter';
import { Notification } from './notification.schema';
import { NotificationService } from './notification.service';

describe(BellCounter.name, () => {
  const commands: string[] = [];
  let server: TestApp;
  let admin: TestPerson;
  let people: TestPerson[];

  beforeAll(async () => {
    Object.assign(databaseOptions, { monitorCommands: true });
    server = await startTestApp();
    const client = server.app.get<Connection>(getConnectionToken()).getClient();
    client.on('commandStarted', ({ commandName, command }) => commands.push(`${commandName} ${command[commandName]}`));
    // Bells are read a moment after they rang; here that would fall into the count of commands.
    jest.spyOn(server.app.get(BellAnnouncer), 'soon').mockImplementation(() => undefined);
    admin = await buildPerson(server, { name: 'Karim Amrani', role: 'admin' });
    people = await Promise.all(['Amel', 'Yacine', 'Nour'].map((name) => buildPerson(server, { name })));
    const notifications = server.app.get(NotificationService);
    // The first has three rows, the second has one, the last has none.
    for (const [index, count] of [3, 1].entries()) {
      for (let seq = 0; seq < count; seq++) {
        const about = { type: 'custom' as const, groupKey: `custom:${seq}`, seq: 1, title: 'Paid', text: '', data: {} };
        await notifications.ring(people[index]?.id ?? '', about);
      }
    }
  });

  afterAll(() => server?.stop());

  const count = async () => {
    const counts = await server.app.get(BellCounter).countAll(people.map(({ id }) => id));
    return people.map(({ id }) => counts.get(id));
  };

  it('counts everybody by themselves, with as many commands as for one', async () => {
    await count();
    commands.length = 0;
    expect(await count()).toEqual([
      { unseen: 3, unread: 3 },
      { unseen: 1, unread: 1 },
      { unseen: 0, unread: 0 },
    ]);
    expect(commands.filter((command) => /notifications|broadcast|users/.test(command))).toEqual([
      'aggregate notifications',
    ]);
  });

  it('leaves out what is archived, snoozed, seen or read, and adds the broadcasts of each', async () => {
    const rows = server.app.get<Model<Notification>>(getModelToken(Notification.name));
    const [first, second] = await rows.find({ userId: people[0]?.id }).lean<Notification[]>();
    await rows.updateOne({ _id: first?._id }, { isLive: false });
    await rows.updateOne({ _id: second?._id }, { seenAt: new Date() });
    await rows.updateOne({ userId: people[1]?.id }, { snoozedUntil: new Date(Date.now() + 60_000) });
    await admin.call('POST', '/broadcasts', {
      broadcastId: crypto.randomUUID(),
      variants: { en: { title: 'Hello', text: 'World' } },
      defaultLocale: 'en',
      audience: { userIds: [people[1]?.id, people[2]?.id] },
    });
    await people[2]?.call('POST', '/notifications/seen-all');
    expect(await count()).toEqual([
      { unseen: 1, unread: 2 },
      { unseen: 1, unread: 1 },
      { unseen: 0, unread: 1 },
    ]);
  });
});
