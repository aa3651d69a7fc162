import { randomUUID } from 'node:crypto';
import type {
  BroadcastPreviewDto,
  GuestLettersDto,
  GuestTicketDto,
  MessagePageDto,
  Page,
  SessionDto,
  SupportTicketDto,
  UserDto,
} from '@app/contracts';
import { getConnectionToken, getModelToken } from '@nestjs/mongoose';
import type { Connection, Model } from 'mongoose';
import { readLetters } from '../testing/letters';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, recordFacts, TestPerson } from '../testing/test-person';
import { readTicket } from '../testing/ticket-steps';
import { GuestService } from './guest.service';
import { GuestLink } from './guest-link.schema';

// Letters come by jobs, and a slow machine is slow at all of them.
jest.setTimeout(90_000);

const LINK = /\/support\/guest#([\w-]{43})/;

describe(GuestService.name, () => {
  let server: TestApp;
  let agent: TestPerson;
  let admin: TestPerson;

  beforeAll(async () => {
    server = await startTestApp({ limits: { emailBatchMs: 0 } });
    agent = await buildPerson(server, { name: 'Nadia', role: 'agent' });
    admin = await buildPerson(server, { name: 'Lyes', role: 'admin' });
  });

  afterAll(async () => {
    agent?.disconnect();
    await server?.stop();
  });

  const inputOf = (more: object = {}) => ({
    name: 'Karim',
    email: `${randomUUID()}@example.com`,
    subject: 'Where is my parcel?',
    category: 'general',
    description: 'It should have come on Monday.',
    clientMsgId: randomUUID(),
    locale: 'fr',
    ...more,
  });
  const post = (path: string, body: object) =>
    fetch(`${server.url}/api/guests/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const open = async (input = inputOf()) => {
    const answer = await post('tickets', input);
    const { data } = (await answer.json()) as { data: GuestTicketDto };
    return { ...data, status: answer.status, answer, person: new TestPerson(server.url, data.session) };
  };
  const enter = async (token: string) => {
    const answer = await post('sessions', { token });
    return { status: answer.status, body: (await answer.json()) as { data: SessionDto; error?: { code: string } } };
  };
  const tokenOf = (text: string) => LINK.exec(text)?.[1] ?? '';

  /** The letters to an address, once one of them has come that says this. */
  const lettersTo = async (address: string, text = 'Votre demande'): Promise<string[]> => {
    for (;;) {
      const found = (await readLetters(server)).filter((letter) => letter.includes(address));
      const last = found.find((letter) => letter.includes(text));
      if (last) return [last, ...found.filter((letter) => letter !== last)];
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  describe('open', () => {
    it('opens a ticket without an account, and signs the visitor in as a guest', async () => {
      const { status, ticket, session, link, answer, person } = await open();
      expect(status).toBe(200);
      expect(session.user).toMatchObject({ name: 'Karim', role: 'user', isGuest: true, locale: 'fr' });
      expect(answer.headers.getSetCookie().map((cookie) => cookie.split('=')[0])).toEqual([
        'parley_access',
        'parley_refresh',
      ]);
      expect(link).toMatch(LINK);
      expect(ticket).toMatchObject({ subject: 'Where is my parcel?', state: 'new', desk: null });
      expect(await readTicket(agent, ticket)).toMatchObject({ desk: { isGuest: true, language: 'fr' } });
      const page = await person.call<MessagePageDto>('GET', `/chats/${ticket.chatId}/messages`);
      expect(page.items.at(-1)?.text).toBe('It should have come on Monday.');
    });

    it('opens one for a request and its repeat, with one letter, and shows the desk nothing that repeats it', async () => {
      const input = inputOf();
      const first = await open(input);
      const again = await open(input);
      expect([again.ticket.id, again.session.user.id]).toEqual([first.ticket.id, first.session.user.id]);
      const page = await agent.call<MessagePageDto>('GET', `/chats/${first.ticket.chatId}/messages`);
      expect(JSON.stringify(page)).not.toContain(input.clientMsgId);
      // A letter of another guest, asked for later, has gone out: a second one of the first would have, too.
      const later = inputOf();
      await open(later);
      await lettersTo(later.email);
      expect(await lettersTo(input.email)).toHaveLength(1);
    });

    it('shows nothing of an earlier visit, nor of an account, to whoever types its address', async () => {
      const input = inputOf();
      const first = await open(input);
      const other = await open(inputOf({ email: input.email }));
      expect(other.session.user.id).not.toBe(first.session.user.id);
      const own = await other.person.call<Page<SupportTicketDto>>('GET', '/support-tickets');
      expect(own.items.map(({ id }) => id)).toEqual([other.ticket.id]);
      const visitor = await open(inputOf({ email: admin.me.email }));
      expect([visitor.status, visitor.session.user.role]).toEqual([200, 'user']);
      expect((await visitor.person.request('GET', `/support-tickets/${first.ticket.id}`)).status).toBe(403);
    });

    it.each([
      ['no address', { email: undefined }, 'email'],
      ['an address that is none', { email: 'karim' }, 'email'],
      ['no name', { name: ' ' }, 'name'],
      ['an unknown category', { category: 'other' }, 'category'],
      ['files, which nobody has uploaded', { attachmentIds: [randomUUID()] }, 'attachmentIds'],
    ])('refuses %s', async (_, more, field) => {
      const answer = await post('tickets', inputOf(more));
      const { error } = (await answer.json()) as { error: { code: string; fields: object } };
      expect([answer.status, error.code, Object.keys(error.fields)]).toEqual([400, 'VALIDATION', [field]]);
    });
  });

  describe('the letter', () => {
    it('brings the link, in the language of the visitor, and none of the words that were typed', async () => {
      const input = inputOf({ name: 'Buy pills at pills.example', subject: 'Cheap pills' });
      const { ticket } = await open(input);
      const [letter = ''] = await lettersTo(input.email);
      expect(letter).toMatch(new RegExp(`Votre demande n.{1,4}${ticket.number}`));
      expect(letter).not.toMatch(/pills/i);
      const { status, body } = await enter(tokenOf(letter));
      expect([status, body.data.user.isGuest]).toEqual([200, true]);
    });

    it('of an answer of the desk brings them back to their request', async () => {
      const input = inputOf();
      const { ticket, person } = await open(input);
      await agent.send(ticket.chatId, 'It is on its way.');
      const [letter = ''] = await lettersTo(input.email, 'It is on its way.');
      expect(letter).not.toContain('/settings');
      const { body } = await enter(tokenOf(letter));
      expect(body.data.user.id).toBe(person.id);
    });
  });

  describe('the letters of the desk', () => {
    it('end by the link in one, and come again when the guest says so', async () => {
      const input = inputOf();
      const { ticket, person } = await open(input);
      const letters = () => person.call<GuestLettersDto>('GET', '/guests/letters');
      expect(await letters()).toEqual({ isOn: true });
      await agent.send(ticket.chatId, 'The first answer.');
      const [letter = ''] = await lettersTo(input.email, 'The first answer.');
      const [, path = ''] =
        /List-Unsubscribe: <http:\/\/[^/]+(\/[^>]+)>/.exec(letter.replaceAll(/\r?\n\s+/g, ' ')) ?? [];
      expect((await fetch(`${server.url}${path}`, { method: 'POST' })).status).toBe(200);
      expect(await letters()).toEqual({ isOn: false });
      expect(await person.call('PUT', '/guests/letters', { isOn: true })).toEqual({ isOn: true });
      await agent.send(ticket.chatId, 'The second answer.');
      expect(await lettersTo(input.email, 'The second answer.')).not.toEqual([]);
      expect((await person.request('PUT', '/guests/letters', { isOn: 'yes' })).status).toBe(400);
    });
  });

  describe('enter', () => {
    it('signs in by the link as often as wanted, and keeps no token', async () => {
      const { link, person } = await open();
      const token = tokenOf(link);
      for (const { status, body } of [await enter(token), await enter(token)]) {
        expect([status, body.data.user.id]).toEqual([200, person.id]);
      }
      const { db } = server.app.get<Connection>(getConnectionToken());
      const stored = await db?.collection('guestlinks').find().toArray();
      expect(JSON.stringify(stored)).not.toContain(token);
    });

    it('answers GONE to a token that is unknown or has ended, and VALIDATION to what is none', async () => {
      expect((await enter('A'.repeat(43))).body.error?.code).toBe('GONE');
      const { link, person } = await open();
      const links = server.app.get<Model<GuestLink>>(getModelToken(GuestLink.name));
      await links.updateMany({ userId: person.id }, { $set: { expiresAt: new Date(0) } });
      expect((await enter(tokenOf(link))).body.error?.code).toBe('GONE');
      expect((await enter('short')).status).toBe(400);
    });
  });

  describe('what a guest may do', () => {
    it('is to talk about their own ticket, by REST and by socket', async () => {
      const { ticket, person } = await open();
      const socket = await person.connect();
      const sent = { chatId: ticket.chatId, clientMsgId: randomUUID(), text: 'Any news?' };
      expect(await person.emit(socket, 'sendMessage', sent)).toMatchObject({ success: true });
      await person.send(ticket.chatId, 'Hello?');
      expect(await readTicket(agent, ticket)).toMatchObject({ isAwaitingReply: true });
      const again = await person.call<SupportTicketDto>('POST', '/support-tickets', {
        ...{ subject: 'And', category: 'general', description: 'another thing', clientMsgId: randomUUID() },
      });
      expect(await readTicket(agent, again)).toMatchObject({ desk: { isGuest: true } });
      person.disconnect();
    });

    it('is nothing else, by REST and by socket, with a new token too', async () => {
      const { person } = await open();
      const { data: renewed } = (await (
        await fetch(`${server.url}/api/auth/refresh`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ refreshToken: person.session.refreshToken }),
        })
      ).json()) as { data: SessionDto };
      const guest = new TestPerson(server.url, renewed);
      const refused = [
        ['POST', '/chats', { memberIds: [agent.id] }],
        ['GET', '/users?query=nadia'],
        ['GET', '/notifications'],
        ['GET', '/messages/search?query=parcel'],
        ['PUT', `/users/${agent.id}/block`],
      ] as const;
      for (const [method, path, body] of refused) {
        expect([path, (await guest.request(method, path, body)).status]).toEqual([path, 403]);
      }
      const { ticket } = await guest.call<{ ticket: string }>('POST', '/auth/ws-ticket');
      const socket = await guest.connect(ticket);
      for (const command of ['startCall', 'viewTicket', 'signalCall']) {
        expect(await guest.emit(socket, command, {})).toMatchObject({ error: { code: 'FORBIDDEN' } });
      }
      guest.disconnect();
    });

    it('never is to read a note about their ticket: not by any route, fact or letter', async () => {
      const input = inputOf();
      const word = `zqx${randomUUID().replaceAll('-', '')}`;
      const { ticket, person } = await open(input);
      const facts = recordFacts(await person.connect());
      const note = { text: `Between us: ${word}`, clientNoteId: randomUUID() };
      await agent.call('POST', `/support-tickets/${ticket.id}/notes`, note);
      await agent.send(ticket.chatId, 'We look into it.');
      const { paths } = (await (await fetch(`${server.url}/api/docs-json`)).json()) as {
        paths: Record<string, object>;
      };
      const ids: Record<string, string> = { ticketId: ticket.id, chatId: ticket.chatId, userId: person.id };
      const answered: string[] = [];
      for (const [path, methods] of Object.entries(paths)) {
        if (!('get' in methods)) continue;
        const filled = path.replace('/api', '').replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? ticket.id);
        const { status, body } = await person.request('GET', filled);
        if (status === 200) answered.push(path);
        expect([path, JSON.stringify(body).includes(word)]).toEqual([path, false]);
      }
      expect(answered).toEqual(expect.arrayContaining(['/api/support-tickets', '/api/chats/{chatId}/messages']));
      const letters = await lettersTo(input.email, 'We look into it.');
      person.disconnect();
      expect(facts.map(({ fact }) => fact)).toContain('newMessage');
      expect(JSON.stringify([facts, letters])).not.toContain(word);
    });

    it('is not to be found, written to, or reached by a broadcast', async () => {
      const name = `Zohra${randomUUID().slice(0, 8)}`;
      const before = await admin.call<BroadcastPreviewDto>('POST', '/broadcasts/preview', {});
      const { person } = await open(inputOf({ name }));
      expect(await agent.call<UserDto[]>('GET', `/users?query=${name}`)).toEqual([]);
      expect((await agent.request('POST', '/chats', { memberIds: [person.id] })).status).toBe(404);
      const after = await admin.call<BroadcastPreviewDto>('POST', '/broadcasts/preview', {});
      expect(after).toEqual(before);
    });
  });
});
