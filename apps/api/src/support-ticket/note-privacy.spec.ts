import { randomUUID } from 'node:crypto';
import type { ChatDto, MacroDto, MessagePageDto, NotificationDto, Page, SupportTicketDto } from '@app/contracts';
import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { pino } from 'pino';
import { log } from '../common/log';
import { readLetters } from '../testing/letters';
import { startPushService, TestBrowser } from '../testing/push-service';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, recordFacts, type TestPerson, type TestSocket } from '../testing/test-person';
import { changeTicket, openTicket } from '../testing/ticket-steps';

/** In every note, and nowhere else. */
const WORD = `zqx${randomUUID().replaceAll('-', '')}`;
const KEY = 'the-key-of-the-marketplace-32-bytes';
/** What a route may look for, and what some need to answer at all. One that does not take it refuses it. */
const QUERIES = ['', `query=${WORD}`, 'sinceRev=0', 'from=2026-01-01&to=2026-12-31'];

/** A person, the marketplace's own server, or nobody. */
interface Reader {
  name: string;
  headers: Record<string, string>;
}

/**
 * A note never leaves: one walk over everything that goes out of this server, after each of the steps that move notes or tell of a ticket.
 * Whoever adds an outlet is found by it: routes come from the API document, stored words from every collection there is.
 */
describe('the privacy of notes', () => {
  let server: TestApp;
  let push: Awaited<ReturnType<typeof startPushService>>;
  let customer: TestPerson;
  let stranger: TestPerson;
  let agent: TestPerson;
  let admin: TestPerson;
  let browser: TestBrowser;
  let tabs: { person: TestPerson; tab: TestSocket; facts: { fact: string; payload: unknown }[] }[];
  let older: SupportTicketDto;
  let younger: SupportTicketDto;
  let macro: MacroDto;
  let routes: string[];
  const logged: string[] = [];

  beforeAll(async () => {
    Reflect.set(log, pino.symbols.streamSym, { write: (line: string) => logged.push(line) });
    push = await startPushService();
    server = await startTestApp({
      env: { SERVER_KEYS: KEY, PUSH_ALLOW_LOCAL: 'on', LOG_LEVEL: 'trace' },
      limits: { emailBatchMs: 1 },
    });
    customer = await buildPerson(server, { name: 'Amel Haddad' });
    stranger = await buildPerson(server, { name: 'Samir Other' });
    agent = await buildPerson(server, { name: 'Nadia Bouzid', role: 'agent' });
    admin = await buildPerson(server, { name: 'Karim Amrani', role: 'admin' });
    browser = new TestBrowser(push.url);
    await customer.call('POST', '/push/subscriptions', browser.subscription);
    tabs = [];
    for (const person of [customer, stranger]) {
      const tab = await person.connect();
      tabs.push({ person, tab, facts: recordFacts(tab) });
    }
    const document = await (await fetch(`${server.url}/api/docs-json`)).json();
    const { paths } = document as { paths: Record<string, object> };
    routes = Object.entries(paths).flatMap(([path, methods]) => ('get' in methods ? [path] : []));
    older = await openTicket(customer, { subject: 'First' });
    younger = await openTicket(customer, { subject: 'Second' });
    macro = await agent.call<MacroDto>('POST', '/macros', {
      name: 'Note and answer',
      actions: [
        { kind: 'note', text: `by macro ${WORD}` },
        { kind: 'reply', variants: { en: 'We look into it' } },
      ],
    });
    await writeNotes();
  });

  afterAll(async () => {
    for (const person of [customer, stranger, agent, admin]) person?.disconnect();
    await server?.stop();
    await push?.stop();
  });

  /** By hand, by macro and in bulk, each twice: a repeat answers what is stored. */
  async function writeNotes(): Promise<void> {
    const [clientNoteId, clientRunId] = [randomUUID(), randomUUID()];
    for (let time = 0; time < 2; time++) {
      for (const { id } of [older, younger]) {
        const note = { text: `by hand ${WORD}`, clientNoteId: id === older.id ? clientNoteId : clientRunId };
        await agent.call('POST', `/support-tickets/${id}/notes`, note);
        await agent.call('POST', `/support-tickets/${id}/macros/${macro.id}`, { clientRunId });
      }
      await agent.call('POST', '/support-tickets/bulk', {
        ...{ ticketIds: [older.id, younger.id], actions: [{ kind: 'note', text: `in bulk ${WORD}` }], clientRunId },
      });
    }
  }

  const bearer = (name: string, person: TestPerson): Reader => ({
    ...{ name, headers: { authorization: `Bearer ${person.session.accessToken}` } },
  });

  /** The ids that the paths of the API document ask for; of both tickets. */
  async function idsOf(ticket: SupportTicketDto): Promise<Record<string, string>> {
    const { items } = await customer.call<MessagePageDto>('GET', `/chats/${ticket.chatId}/messages`);
    const bell = await customer.call<Page<NotificationDto>>('GET', '/notifications');
    return {
      ...{ ticketId: ticket.id, chatId: ticket.chatId, messageId: items.at(-1)?.id ?? '', userId: customer.id },
      ...{ notificationId: bell.items[0]?.id ?? '', macroId: macro.id },
    };
  }

  /** Everything that is answered to a GET, with who and where. */
  async function walk(readers: Reader[]): Promise<{ where: string; status: number; text: string }[]> {
    const ids = [await idsOf(older), await idsOf(younger)];
    const paths = routes.flatMap((route) =>
      ids.map((each) => route.replace(/\{(\w+)\}/g, (_, name: string) => each[name] ?? each.ticketId ?? '')),
    );
    const addresses = [...new Set(paths)].flatMap((path) => QUERIES.map((query) => `${path}?${query}`));
    const answers: { where: string; status: number; text: string }[] = [];
    for (const address of addresses) {
      for (const { name, headers } of readers) {
        const response = await fetch(`${server.url}${address}`, { headers });
        answers.push({ where: `${name} GET ${address}`, status: response.status, text: await response.text() });
      }
    }
    return answers;
  }

  const leaksOf = (answers: { where: string; text: string }[]) =>
    // What is searched for is in the address, and in no answer.
    answers.filter(({ text }) => text.includes(WORD)).map(({ where }) => where.replaceAll(WORD, 'WORD'));

  async function expectNothingOutside(): Promise<void> {
    const outsiders = [
      bearer('customer', customer),
      bearer('stranger', stranger),
      { name: 'nobody', headers: {} },
      { name: 'the marketplace', headers: { authorization: `ServerKey ${KEY}` } },
    ];
    const answers = await walk(outsiders);
    expect(leaksOf(answers)).toEqual([]);
    const read = answers.filter(({ status }) => status === 200).map(({ where }) => where.split('?')[0]);
    // The walk is one: it did get to what there is.
    expect(read).toEqual(
      expect.arrayContaining([
        `customer GET /api/support-tickets/${older.id}`,
        `customer GET /api/chats/${younger.chatId}/messages`,
        `customer GET /api/chats/${older.chatId}/changes`,
        'customer GET /api/messages/search',
        'customer GET /api/notifications',
        'customer GET /api/notifications/decisions',
        'the marketplace GET /api/events',
      ]),
    );
    for (const { person, tab } of tabs) {
      const inbox = await person.emit(tab, 'syncInbox', { known: [] });
      const chats = [];
      for (const { chatId } of [older, younger])
        chats.push(await person.emit(tab, 'syncChat', { chatId, sinceRev: 0 }));
      expect(JSON.stringify([inbox, chats])).not.toContain(WORD);
    }
    expect(tabs[0]?.facts.length).toBeGreaterThan(0);
    expect(JSON.stringify(tabs.map(({ facts }) => facts))).not.toContain(WORD);
  }

  it('holds before anything else happens', async () => {
    await expectNothingOutside();
  }, 120_000);

  it('holds for staff who read what customers read: only the list of notes has them', async () => {
    const answers = await walk([bearer('agent', agent), bearer('admin', admin)]);
    const leaks = leaksOf(answers).map((where) => where.split('?')[0]);
    const own = [older, younger].flatMap(({ id }) =>
      ['agent', 'admin'].map((name) => `${name} GET /api/support-tickets/${id}/notes`),
    );
    expect(new Set(leaks)).toEqual(new Set([...own, 'agent GET /api/macros']));
  }, 120_000);

  it('holds when tickets are merged, and when the merge is undone', async () => {
    await agent.call('POST', `/support-tickets/${older.id}/merge`, { withId: younger.id });
    await expectNothingOutside();
    await agent.call('DELETE', `/support-tickets/${younger.id}/merge`);
    await expectNothingOutside();
  }, 240_000);

  it('holds when the ticket is escalated, solved, reopened and followed up', async () => {
    await agent.call('POST', `/support-tickets/${older.id}/escalate`, { reason: 'Angry' });
    await changeTicket(agent, older, { state: 'solved' });
    await customer.send(older.chatId, 'Not yet');
    for (const state of ['solved', 'closed']) await changeTicket(agent, younger, { state });
    await customer.send(younger.chatId, 'One more thing');
    await expectNothingOutside();
  }, 120_000);

  it('holds for a chat that was taken to the desk, and its evidence', async () => {
    const chat: ChatDto = await stranger.chatWith(customer);
    await stranger.send(chat.id, 'Pay me outside');
    const taken = await customer.call<SupportTicketDto>('POST', `/chats/${chat.id}/escalate`, {
      ...{ category: 'complaint', reason: 'Look at this', clientMsgId: randomUUID() },
    });
    await agent.call('POST', `/support-tickets/${taken.id}/notes`, { text: WORD, clientNoteId: randomUUID() });
    for (const path of ['evidence', 'evidence/export']) {
      const headers = { authorization: `Bearer ${agent.session.accessToken}` };
      const response = await fetch(`${server.url}/api/support-tickets/${taken.id}/${path}`, { headers });
      expect(response.status).toBe(200);
      expect(await response.text()).not.toContain(WORD);
    }
    await expectNothingOutside();
  }, 120_000);

  it('holds for push and e-mail that go out after the notes', async () => {
    await agent.call('POST', `/support-tickets/${older.id}/notes`, { text: WORD, clientNoteId: randomUUID() });
    await agent.send(older.chatId, 'The very last word');
    const delivery = async () => {
      for (let skip = 0; ; skip++) {
        const payload = browser.read(await push.deliveryTo(browser, skip));
        if (payload.body === 'The very last word') return;
      }
    };
    await delivery();
    const letters = async () => {
      for (;;) {
        const found = await readLetters(server);
        if (found.some((letter) => letter.includes('The very last word'))) return found;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    };
    expect((await letters()).filter((letter) => letter.includes(WORD))).toEqual([]);
    const pushed = push.deliveries.filter(({ path }) => path === browser.path).map((each) => browser.read(each));
    expect(JSON.stringify(pushed)).not.toContain(WORD);
  }, 60_000);

  it('holds for what is stored: no collection but the notes’ own has them, so nothing that reads another one can tell', async () => {
    const { db } = server.app.get<Connection>(getConnectionToken());
    const collections = (await db?.listCollections().toArray()) ?? [];
    const holders: string[] = [];
    for (const { name } of collections) {
      const rows = await db?.collection(name).find().toArray();
      if (JSON.stringify(rows).includes(WORD)) holders.push(name);
    }
    // A macro is the staff's own; customers get no macros.
    expect(holders.sort()).toEqual(['macros', 'ticketnotes']);
  });

  it('holds for the log, also when everything is logged', () => {
    expect(logged.length).toBeGreaterThan(0);
    // What a reader searched for is theirs to say; it must not be there either way.
    expect(logged.filter((line) => line.includes(WORD) && !line.includes('query='))).toEqual([]);
  });
});
