import { randomUUID } from 'node:crypto';
import type {
  ChatCountsDto,
  ChatDto,
  MessageDto,
  MessagePageDto,
  MessageVersionsDto,
  NotificationDto,
  Page,
} from '@app/contracts';
import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, nextFact, recordFacts, type TestPerson } from '../testing/test-person';
import type { Message } from './message.schema';
import { MessageEditing } from './message-editing';

describe(MessageEditing.name, () => {
  let server: TestApp;
  let amel: TestPerson;
  let yacine: TestPerson;
  let stranger: TestPerson;
  let agent: TestPerson;
  let admin: TestPerson;
  let chat: ChatDto;
  let message: MessageDto;

  beforeAll(async () => {
    server = await startTestApp();
    amel = await buildPerson(server, { name: 'Amel Haddad' });
    yacine = await buildPerson(server, { name: 'Yacine Benali' });
    stranger = await buildPerson(server, { name: 'Karim Stranger' });
    agent = await buildPerson(server, { name: 'Nadia Bouzid', role: 'agent' });
    admin = await buildPerson(server, { name: 'Karim Amrani', role: 'admin' });
  });

  afterAll(async () => {
    for (const person of [amel, yacine, stranger, agent, admin]) person?.disconnect();
    await server?.stop();
  });

  beforeEach(async () => {
    chat = await amel.chatWith(yacine, { type: 'listing', id: randomUUID(), title: 'VTT Rockrider' });
    ({ message } = await amel.send(chat.id, 'first wording'));
  });

  const rows = () => server.app.get<Model<Message>>(getModelToken('Message'));
  const edit = (person: TestPerson, text: string, id = message.id) =>
    person.request<MessageDto>('PATCH', `/messages/${id}`, { text });
  const remove = (person: TestPerson, id = message.id) => person.request<MessageDto>('DELETE', `/messages/${id}`);
  const history = (person: TestPerson, id = message.id) =>
    person.request<MessageVersionsDto>('GET', `/messages/${id}/history`);
  const react = (person: TestPerson, emoji: string, method = 'PUT') =>
    person.request<MessageDto>(method, `/messages/${message.id}/reactions/${encodeURIComponent(emoji)}`);
  const stored = async (person = yacine) =>
    (await person.call<MessagePageDto>('GET', `/chats/${chat.id}/messages`)).items;
  const seenBy = (person: TestPerson) => person.call<ChatDto>('GET', `/chats/${chat.id}`);
  const age = (id: string, ms: number) =>
    rows().updateOne({ _id: id }, { $set: { createdAt: new Date(Date.now() - ms) } });
  const refused = (code: string, status: number) => ({ status, body: { success: false, error: { code } } });
  const bellRow = async (person: TestPerson) =>
    (await person.call<Page<NotificationDto>>('GET', '/notifications')).items.find(
      ({ groupKey }) => groupKey === `chat:${chat.id}`,
    );

  describe('edit', () => {
    it('changes the text under a new rev and tells every tab of both people', async () => {
      const sockets = await Promise.all([amel.connect(), yacine.connect()]);
      const facts = sockets.map((socket) => nextFact(socket, 'messageUpdated', ({ id }) => id === message.id));
      const { body } = await edit(amel, 'second wording');
      expect(body).toMatchObject({
        success: true,
        data: { ...message, rev: 2, text: 'second wording', editedAt: expect.any(String) },
      });
      const [first, second] = await Promise.all(facts);
      expect([first, second]).toEqual([(body as { data: MessageDto }).data, first]);
      expect(await stored()).toEqual([first]);
    });

    it('shows in the preview and in the bell, for the newest message only', async () => {
      const { message: newest } = await amel.send(chat.id, 'newest');
      await edit(amel, 'older, edited');
      expect((await seenBy(yacine)).lastMessage).toMatchObject({ text: 'newest' });
      expect(await bellRow(yacine)).toMatchObject({ text: 'newest', count: 2 });
      await edit(amel, 'newest, edited', newest.id);
      expect(await seenBy(yacine)).toMatchObject({ headSeq: 2, headRev: 4, lastMessage: { text: 'newest, edited' } });
      expect(await bellRow(yacine)).toMatchObject({ text: 'newest, edited', title: 'Amel Haddad', count: 2 });
    });

    it('does nothing when the text is the same already, also after the window', async () => {
      const first = await edit(amel, 'same');
      expect((await edit(amel, 'same')).body).toEqual(first.body);
      await age(message.id, 16 * 60_000);
      expect((await edit(amel, 'same')).body).toMatchObject({ success: true, data: { rev: 2 } });
    });

    it('is not undone by a late repeat of an older edit', async () => {
      const make = (text: string, changeId: string) =>
        amel.request<MessageDto>('PATCH', `/messages/${message.id}`, { text, changeId });
      const older = randomUUID();
      await make('second wording', older);
      await make('third wording', randomUUID());
      expect((await make('second wording', older)).body).toMatchObject({ data: { text: 'third wording', rev: 3 } });
      expect((await make('second wording', randomUUID())).body).toMatchObject({ data: { text: 'second wording' } });
      expect(await make('x', 'no uuid')).toMatchObject(refused('VALIDATION', 400));
    });

    it('keeps the text of before for moderators only', async () => {
      await edit(amel, 'second');
      await edit(amel, 'third');
      await remove(amel);
      const expected = ['first wording', 'second', 'third'].map((text) => ({ text, replacedAt: expect.any(String) }));
      expect((await history(admin)).body).toMatchObject({ success: true, data: { items: expected } });
      for (const person of [amel, yacine, stranger, agent]) {
        expect(await history(person)).toMatchObject(refused('FORBIDDEN', 403));
      }
      expect(JSON.stringify(await stored())).not.toContain('second');
    });

    it('is over 15 minutes after sending, but not for moderators', async () => {
      await age(message.id, 15 * 60_000 + 1_000);
      expect(await edit(amel, 'too late')).toMatchObject(refused('EDIT_WINDOW_CLOSED', 409));
      expect(await remove(amel)).toMatchObject(refused('EDIT_WINDOW_CLOSED', 409));
      expect(await edit(admin, 'without the phone number')).toMatchObject({ status: 200 });
      expect(await remove(admin)).toMatchObject({ status: 200 });
    });

    it('refuses the messages of others, and answers foreign and unknown ones alike', async () => {
      for (const id of [message.id, '65f000000000000000000000']) {
        expect(await edit(stranger, 'x', id)).toMatchObject(refused('FORBIDDEN', 403));
        expect(await remove(stranger, id)).toMatchObject(refused('FORBIDDEN', 403));
      }
      expect(await edit(yacine, 'x')).toMatchObject(refused('FORBIDDEN', 403));
      expect(await remove(yacine)).toMatchObject(refused('FORBIDDEN', 403));
      expect(await edit(agent, 'x')).toMatchObject(refused('FORBIDDEN', 403));
    });

    it.each([
      ['blank text', { text: ' \u200b ' }],
      ['4,001 characters', { text: 'a'.repeat(4_001) }],
      ['no text', {}],
      ['an operator', { text: { $ne: null } }],
      ['another sender', { text: 'x', senderId: '65f000000000000000000000' }],
    ])('refuses %s', async (_, body) => {
      const answer = await amel.request('PATCH', `/messages/${message.id}`, body);
      expect(answer).toMatchObject(refused('VALIDATION', 400));
      expect(await stored()).toEqual([message]);
    });

    it('refuses a tombstone', async () => {
      await remove(amel);
      expect(await edit(amel, 'back again')).toMatchObject(refused('MESSAGE_DELETED', 409));
      expect(await edit(admin, 'back again')).toMatchObject(refused('MESSAGE_DELETED', 409));
    });

    it('gives concurrent edits, reactions and sends one order of revs without gaps, told in that order', async () => {
      const heard = recordFacts(await yacine.connect());
      await Promise.all(
        Array.from({ length: 20 }, (_, i) => [
          edit(amel, `wording ${i}`),
          amel.send(chat.id, `message ${i}`),
          react(i % 2 ? amel : yacine, '👍', i % 4 < 2 ? 'PUT' : 'DELETE'),
        ]).flat(),
      );
      const changes = await yacine.call<{ items: MessageDto[]; headRev: number }>(
        'GET',
        `/chats/${chat.id}/changes?sinceRev=0`,
      );
      const socket = await yacine.connect();
      await yacine.emit(socket, 'setActivity', { isIdle: false });
      const told = heard
        .filter(({ fact }) => fact === 'newMessage' || fact === 'messageUpdated')
        .map(({ payload }) => (payload as MessageDto).rev);
      expect(told).toEqual(Array.from({ length: changes.headRev - 1 }, (_, i) => i + 2));
      expect(changes.items).toHaveLength(21);
      expect((await seenBy(yacine)).headRev).toBe(changes.headRev);
    });
  });

  describe('delete', () => {
    it('leaves a tombstone that says nothing, once', async () => {
      await react(yacine, '👍');
      const { body } = await remove(amel);
      const tombstone = { ...message, rev: 3, text: '', reactions: [], deletedAt: expect.any(String) };
      expect(body).toEqual({ success: true, data: tombstone });
      expect((await remove(amel)).body).toEqual(body);
      expect(await stored()).toEqual([tombstone]);
      expect((await seenBy(yacine)).lastMessage).toMatchObject({ text: '', isDeleted: true });
    });

    it('lowers unread, the badge and the bell', async () => {
      const { message: second } = await amel.send(chat.id, 'second');
      const badge = async () => (await yacine.call<ChatCountsDto>('GET', '/chats/counts')).unreadChats;
      const before = await badge();
      await remove(amel, second.id);
      expect((await seenBy(yacine)).unread).toBe(1);
      expect(await bellRow(yacine)).toMatchObject({ text: 'first wording', count: 1, readAt: null });
      expect(await badge()).toBe(before);
      const socket = await yacine.connect();
      const told = nextFact(socket, 'notification', ({ readAt }) => readAt !== null);
      await remove(amel);
      expect((await seenBy(yacine)).unread).toBe(0);
      expect(await badge()).toBe(before - 1);
      expect(await told).toMatchObject({ text: '', count: 0, data: { chatId: chat.id } });
      expect(await bellRow(yacine)).toMatchObject({ text: '', count: 0, readAt: expect.any(String) });
    });

    it('blanks the copies in replies, which is a change of each reply', async () => {
      const { message: reply } = await yacine.send(chat.id, 'I agree', { replyToId: message.id });
      const socket = await yacine.connect();
      const told = nextFact(socket, 'messageUpdated', ({ id }) => id === reply.id);
      await remove(amel);
      const blanked = { ...reply, rev: 4, replyTo: { ...reply.replyTo, text: '' } };
      expect(await told).toEqual(blanked);
      expect((await stored())[1]).toEqual(blanked);
    });

    it('completes on a repeat what a crash left undone', async () => {
      const { message: reply } = await yacine.send(chat.id, 'I agree', { replyToId: message.id });
      await remove(amel);
      await rows().updateOne({ _id: reply.id }, { $set: { 'replyTo.text': 'first wording' } });
      await remove(amel);
      expect((await stored())[1]?.replyTo).toMatchObject({ text: '' });
    });
  });

  describe('react', () => {
    const reactions = async () => (await stored())[0]?.reactions;

    it('keeps one row per person and emoji, in the order of first use', async () => {
      await react(yacine, '👍');
      await react(amel, '❤️');
      await react(amel, '👍');
      const { body } = await react(amel, '👍');
      const expected = [
        { emoji: '👍', userIds: [yacine.id, amel.id] },
        { emoji: '❤️', userIds: [amel.id] },
      ];
      expect(body).toMatchObject({ success: true, data: { rev: 4, reactions: expected } });
      await react(yacine, '👍', 'DELETE');
      expect((await react(yacine, '👍', 'DELETE')).body).toMatchObject({ success: true, data: { rev: 5 } });
      await react(amel, '❤️', 'DELETE');
      expect(await reactions()).toEqual([{ emoji: '👍', userIds: [amel.id] }]);
    });

    it('raises the rev and tells both people, by the command too', async () => {
      const [mine, theirs] = await Promise.all([amel.connect(), yacine.connect()]);
      const told = [mine, theirs].map((socket) => nextFact(socket, 'messageUpdated'));
      const ack = await amel.emit(mine, 'reactToMessage', { messageId: message.id, emoji: '🔥', isOn: true });
      for (const fact of await Promise.all(told)) expect({ success: true, data: fact }).toEqual(ack);
    });

    it('loses none of many at once', async () => {
      const emojis = ['👍', '❤️', '😂', '😮', '😢', '🙏', '🔥', '🎉'];
      await Promise.all(emojis.flatMap((emoji) => [react(amel, emoji), react(yacine, emoji)]));
      const kept = await reactions();
      expect(kept?.map(({ emoji }) => emoji).sort()).toEqual([...emojis].sort());
      expect(kept?.every(({ userIds }) => new Set(userIds).size === 2 && userIds.length === 2)).toBe(true);
    });

    it('takes 20 kinds and refuses one more', async () => {
      const emojis = Array.from({ length: 21 }, (_, i) => String.fromCodePoint(0x1f600 + i));
      for (const emoji of emojis.slice(0, 20)) expect((await react(amel, emoji)).status).toBe(200);
      expect(await react(amel, emojis[20] ?? '')).toMatchObject(refused('TOO_MANY_REACTIONS', 409));
      expect((await react(yacine, emojis[0] ?? '')).status).toBe(200);
    });

    it.each(['a', '1', '👍👍', ' 👍', '<b>', '👍🏽x', '\u200d', '%'])('refuses %j', async (emoji) => {
      expect(await react(amel, emoji)).toMatchObject(refused('VALIDATION', 400));
      const socket = await amel.connect();
      const ack = await amel.emit(socket, 'reactToMessage', { messageId: message.id, emoji, isOn: true });
      socket.disconnect();
      expect(ack).toMatchObject({ success: false, error: { code: 'VALIDATION' } });
    });

    it.each(['👨‍👩‍👧‍👦', '🇩🇿', '👍🏽', '#️⃣', '❤️'])('takes %s', async (emoji) => {
      expect((await react(amel, emoji)).body).toMatchObject({ success: true, data: { reactions: [{ emoji }] } });
    });

    it('takes an emoji with and without its selector for one', async () => {
      await react(amel, '❤');
      await react(yacine, '❤️');
      expect(await reactions()).toEqual([{ emoji: '❤️', userIds: [amel.id, yacine.id] }]);
    });

    it('is for members, and not for tombstones', async () => {
      for (const person of [stranger, agent, admin]) {
        expect(await react(person, '👍')).toMatchObject(refused('FORBIDDEN', 403));
      }
      await remove(amel);
      expect(await react(amel, '👍')).toMatchObject(refused('MESSAGE_DELETED', 409));
    });
  });

  describe('in support chats', () => {
    it('lets agents moderate, refuses system lines, and takes nothing after closing', async () => {
      const ticket = await amel.call<{ id: string; chatId: string }>('POST', '/support-tickets', {
        subject: 'Refund',
        category: 'booking',
        description: 'My number is 0550 12 34 56',
        clientMsgId: randomUUID(),
      });
      const { items } = await agent.call<MessagePageDto>('GET', `/chats/${ticket.chatId}/messages`);
      const [opened, said] = items as [MessageDto, MessageDto];
      expect(await edit(agent, 'x', opened.id)).toMatchObject(refused('FORBIDDEN', 403));
      expect(await remove(admin, opened.id)).toMatchObject(refused('FORBIDDEN', 403));
      expect((await edit(agent, 'My number is hidden', said.id)).status).toBe(200);
      expect((await history(agent, said.id)).body).toMatchObject({ data: { items: [{ text: said.text }] } });
      await agent.call('POST', `/support-tickets/${ticket.id}/assign`, { assigneeId: agent.id });
      await agent.call('PATCH', `/support-tickets/${ticket.id}`, { state: 'solved' });
      await agent.call('PATCH', `/support-tickets/${ticket.id}`, { state: 'closed' });
      expect(await edit(amel, 'after all', said.id)).toMatchObject(refused('CHAT_CLOSED', 409));
      const reaction = await amel.request('PUT', `/messages/${said.id}/reactions/${encodeURIComponent('👍')}`);
      expect(reaction).toMatchObject(refused('CHAT_CLOSED', 409));
      expect((await remove(agent, said.id)).status).toBe(200);
    });
  });
});
