import type { ChatDto } from '@app/contracts';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, nextFact, recordFacts, type TestPerson } from '../testing/test-person';
import { Typing } from './typing';

describe(Typing.name, () => {
  let server: TestApp;
  let people: TestPerson[];

  beforeAll(async () => {
    server = await startTestApp();
    people = await Promise.all(Array.from({ length: 9 }, (_, i) => buildPerson(server, { name: `Person ${i}` })));
  });

  afterAll(async () => {
    for (const person of people) person.disconnect();
    await server?.stop();
  });

  const groupOf = ([owner, ...others]: TestPerson[]) =>
    (owner as TestPerson).call<ChatDto>('POST', '/chats', {
      type: 'group',
      title: 'Club',
      memberIds: others.map(({ id }) => id),
    });
  const isTyping = true;

  it('shows in the lists of a chat of eight', async () => {
    const [typist, other] = people as [TestPerson, TestPerson];
    const chat = await groupOf(people.slice(0, 8));
    const [a, b] = [await typist.connect(), await other.connect()];
    const told = nextFact(b, 'typing');
    await typist.emit(a, 'typing', { chatId: chat.id, isTyping });
    expect(await told).toEqual({ chatId: chat.id, userId: typist.id, isTyping });
  });

  it('shows in a larger chat only to those who have it on screen, on the tab that has', async () => {
    const [typist, reader, elsewhere] = people as [TestPerson, TestPerson, TestPerson];
    const chat = await groupOf(people);
    const [a, open, otherTab, away] = await Promise.all([
      typist.connect(),
      reader.connect(),
      reader.connect(),
      elsewhere.connect(),
    ]);
    const silent = [recordFacts(otherTab), recordFacts(away)];
    await reader.emit(open, 'openChat', { chatId: chat.id, isFocused: true });
    const told = nextFact(open, 'typing');
    await typist.emit(a, 'typing', { chatId: chat.id, isTyping });
    expect(await told).toMatchObject({ userId: typist.id, isTyping });
    await reader.emit(open, 'closeChat', { chatId: chat.id });
    const later = recordFacts(open);
    await typist.emit(a, 'typing', { chatId: chat.id, isTyping: false });
    // Sent after it to everybody, so heard after it.
    const last = [open, otherTab, away].map((socket) => nextFact(socket, 'newMessage'));
    await typist.send(chat.id, 'done');
    await Promise.all(last);
    const heard = [...silent, later].flat().map(({ fact }) => fact);
    expect(heard).not.toContain('typing');
  });

  it('does not show to somebody who was removed while they had the chat on screen', async () => {
    const [owner, removed] = people as [TestPerson, TestPerson];
    const extra = await buildPerson(server, { name: 'Tenth' });
    const chat = await groupOf([...people, extra]);
    const [a, open] = [await owner.connect(), await removed.connect()];
    await removed.emit(open, 'openChat', { chatId: chat.id, isFocused: true });
    await owner.call('DELETE', `/chats/${chat.id}/members/${removed.id}`);
    const heard = recordFacts(open);
    await owner.emit(a, 'typing', { chatId: chat.id, isTyping });
    const other = await owner.chatWith(removed);
    const later = nextFact(open, 'newMessage');
    await owner.send(other.id, 'bye');
    await later;
    expect(heard.map(({ fact }) => fact)).not.toContain('typing');
  });
});
