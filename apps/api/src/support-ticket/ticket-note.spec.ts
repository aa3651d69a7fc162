import { randomUUID } from 'node:crypto';
import type { Page, SupportTicketDto, TicketNoteDto } from '@app/contracts';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, nextFact, recordFacts, type TestPerson } from '../testing/test-person';
import { TicketNotes } from './ticket-note';

describe(TicketNotes.name, () => {
  let server: TestApp;
  let customer: TestPerson;
  let agent: TestPerson;
  let colleague: TestPerson;

  beforeAll(async () => {
    server = await startTestApp();
    customer = await buildPerson(server, { name: 'Amel Haddad' });
    agent = await buildPerson(server, { name: 'Nadia Bouzid', role: 'agent' });
    colleague = await buildPerson(server, { name: 'Salim Rahmani', role: 'agent' });
  });

  afterAll(async () => {
    for (const person of [customer, agent, colleague]) person?.disconnect();
    await server?.stop();
  });

  const open = () =>
    customer.call<SupportTicketDto>('POST', '/support-tickets', {
      subject: 'Refund',
      category: 'booking',
      description: 'The deposit has not come back.',
      clientMsgId: randomUUID(),
    });
  const path = ({ id }: SupportTicketDto) => `/support-tickets/${id}/notes`;
  const add = (ticket: SupportTicketDto, text: string, clientNoteId: string = randomUUID()) =>
    agent.request<TicketNoteDto>('POST', path(ticket), { text, clientNoteId });
  const write = async (ticket: SupportTicketDto, text: string) => {
    const { body } = await add(ticket, text);
    if (!body.success) throw new Error(JSON.stringify(body.error));
    return body.data;
  };
  const list = (ticket: SupportTicketDto, query = '') =>
    colleague.call<Page<TicketNoteDto>>('GET', `${path(ticket)}${query}`);
  const seenByStaff = (ticket: SupportTicketDto) =>
    colleague.call<SupportTicketDto>('GET', `/support-tickets/${ticket.id}`);

  it('is read by colleagues, newest first, and counted on the ticket', async () => {
    const ticket = await open();
    const first = await write(ticket, 'Asked the bank.');
    const second = await write(ticket, 'The bank says Tuesday.');
    expect(await list(ticket)).toEqual({ items: [second, first], nextCursor: null });
    expect(first).toMatchObject({ ticketId: ticket.id, author: { name: 'Nadia Bouzid' }, text: 'Asked the bank.' });
    expect((await seenByStaff(ticket)).desk?.noteCount).toBe(2);
  });

  it('comes in pages', async () => {
    const ticket = await open();
    const notes = [];
    for (const text of ['a', 'b', 'c']) notes.unshift(await write(ticket, text));
    const page = await list(ticket, '?limit=2');
    expect(page.items).toEqual(notes.slice(0, 2));
    const rest = await list(ticket, `?limit=2&cursor=${page.nextCursor}`);
    expect(rest).toEqual({ items: notes.slice(2), nextCursor: null });
    const other = await open();
    expect(await colleague.request('GET', `${path(other)}?cursor=${page.nextCursor}`)).toMatchObject({
      status: 400,
      body: { error: { code: 'BAD_CURSOR' } },
    });
  });

  it('is written once for a repeated request, and refused for another one', async () => {
    const ticket = await open();
    const clientNoteId = randomUUID();
    const answers = await Promise.all(Array.from({ length: 5 }, () => add(ticket, 'Once', clientNoteId)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await list(ticket)).items).toHaveLength(1);
    expect(await add(ticket, 'Other words', clientNoteId)).toMatchObject({
      status: 409,
      body: { error: { code: 'CLIENT_MSG_ID_REUSED' } },
    });
    expect((await seenByStaff(ticket)).desk?.noteCount).toBe(1);
  });

  it('is told to the staff at once, and to the customer in no way: no fact, nothing that moves', async () => {
    const ticket = await open();
    const before = await customer.call<SupportTicketDto>('GET', `/support-tickets/${ticket.id}`);
    const phone = await customer.connect();
    const facts = recordFacts(phone);
    const desk = await colleague.connect();
    const told = nextFact(desk, 'ticketNote');
    const counted = nextFact(desk, 'ticketUpdated', ({ desk: shown }) => shown?.noteCount === 1);
    const note = await write(ticket, 'Between us');
    expect(await told).toEqual(note);
    await counted;
    await customer.emit(phone, 'setActivity', { isIdle: false });
    expect(facts.filter(({ fact }) => fact !== 'notificationCounts')).toEqual([]);
    expect(await customer.call('GET', `/support-tickets/${ticket.id}`)).toEqual(before);
  });

  it('answers no clock and opens nothing: an internal word is no reply', async () => {
    const ticket = await open();
    await write(ticket, 'I look at it tomorrow.');
    const seen = await seenByStaff(ticket);
    expect(seen).toMatchObject({ state: 'new', assignee: null, isAwaitingReply: true });
    expect(seen.sla?.firstResponse?.metAt).toBeNull();
  });

  it('is refused on a closed ticket, to customers, and on a ticket that is not there', async () => {
    const ticket = await open();
    await agent.send(ticket.chatId, 'Done');
    for (const state of ['solved', 'closed']) await agent.call('PATCH', `/support-tickets/${ticket.id}`, { state });
    expect(await add(ticket, 'Late')).toMatchObject({ status: 409, body: { error: { code: 'CHAT_CLOSED' } } });
    for (const [method, body] of [['GET'], ['POST', { text: 'Me', clientNoteId: randomUUID() }]] as const) {
      expect(await customer.request(method, path(ticket), body)).toMatchObject({ status: 403 });
    }
    expect(await agent.request('GET', `/support-tickets/${'f'.repeat(24)}/notes`)).toMatchObject({ status: 403 });
  });

  it.each([
    ['no words', { text: ' ', clientNoteId: randomUUID() }],
    ['no id', { text: 'a' }],
    ['another author', { text: 'a', clientNoteId: randomUUID(), authorId: 'f'.repeat(24) }],
  ])('refuses %s', async (_, body) => {
    expect(await agent.request('POST', path(await open()), body)).toMatchObject({ status: 400 });
  });
});
