import { randomUUID } from 'node:crypto';
import type { ChatDto, DeskFiguresDto, Failure, SupportTicketDto, TicketCategoriesDto } from '@app/contracts';
import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { openAsGuest } from '../testing/guest-steps';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, type TestPerson } from '../testing/test-person';
import { changeTicket, closeTicket, listTickets, openTicket, readTicket } from '../testing/ticket-steps';
import { User } from '../user/user.schema';
import { TicketCategories } from './ticket-categories';
import { CategoryList } from './ticket-category.schema';

const HOUR = 3_600_000;
const week = [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, from: 0, to: 1_440 }));
const UNKNOWN = 'unheard-of';

describe(`what ${TicketCategories.name} are used for`, () => {
  let server: TestApp;
  let customer: TestPerson;
  let agent: TestPerson;
  let admin: TestPerson;

  beforeAll(async () => {
    server = await startTestApp();
    customer = await buildPerson(server, { name: 'Amel Haddad' });
    agent = await buildPerson(server, { name: 'Nadia Bouzid', role: 'agent', locale: 'fr' });
    admin = await buildPerson(server, { name: 'Karim Amrani', role: 'admin' });
  });

  afterAll(() => server?.stop());

  beforeEach(async () => {
    await server.app.get<Model<CategoryList>>(getModelToken(CategoryList.name)).deleteMany({});
    await admin.call('POST', '/ticket-categories', { key: 'refund', labels: { en: 'Refund', fr: 'Remboursement' } });
  });

  const setOffered = async (key: string, isOffered: boolean) => {
    const { version, categories } = await agent.call<TicketCategoriesDto>('GET', '/ticket-categories/all');
    const labels = categories.find((known) => known.key === key)?.labels;
    await admin.call('PUT', `/ticket-categories/${key}`, { labels, isOffered, version });
  };
  const request = (category: string, clientMsgId = randomUUID()) =>
    customer.request<SupportTicketDto>('POST', '/support-tickets', {
      ...{ subject: 's', description: 'd', category, clientMsgId },
    });

  it('a ticket gets one of one’s own, is found by it, and is promised what it promises', async () => {
    await admin.call('PUT', '/sla-policies', {
      ...{ priority: 'normal', category: 'refund', nextResponseMs: null, resolutionMs: null },
      ...{ firstResponseMs: 3 * HOUR, hours: { timeZone: 'UTC', blocks: week, holidays: [] } },
    });
    const ticket = await openTicket(customer, { category: 'refund' });
    expect((await readTicket(agent, ticket)).sla?.firstResponse).toMatchObject({ targetMs: 3 * HOUR });
    expect(await listTickets(agent, 'category=refund')).toEqual([ticket.id]);
    expect(await changeTicket(agent, ticket, { category: 'general' })).toMatchObject({ category: 'general' });
  });

  it('what is not offered any more stays where it is, and a repeat or a follow-up goes through', async () => {
    const clientMsgId = randomUUID();
    const { body } = await request('refund', clientMsgId);
    const ticket = body.success ? body.data : ({} as SupportTicketDto);
    await setOffered('refund', false);
    expect(await request('refund', clientMsgId)).toMatchObject({ status: 200, body: { data: { id: ticket.id } } });
    expect(await request('refund')).toMatchObject({
      status: 400,
      body: { error: { fields: { category: 'must be one of: general, booking, destination, complaint' } } },
    });
    expect(await listTickets(agent, 'category=refund')).toContain(ticket.id);
    const other = await openTicket(customer);
    expect(await changeTicket(agent, other, { category: 'refund' })).toMatchObject({ category: 'refund' });
    await closeTicket(agent, ticket);
    await customer.send(ticket.chatId, 'It has come back.');
    const [followUp] = await listTickets(customer, 'state=new&category=refund');
    expect(await readTicket(customer, { id: followUp ?? '' })).toMatchObject({ followUpOf: { ticketId: ticket.id } });
  });

  it('a visitor chooses among the offered ones; a refusal leaves no account', async () => {
    const guests = server.app.get<Model<User>>(getModelToken(User.name));
    expect((await openAsGuest(server, { category: 'refund' })).ticket).toMatchObject({ category: 'refund' });
    await setOffered('refund', false);
    const before = await guests.countDocuments({ isGuest: true });
    await expect(openAsGuest(server, { category: 'refund' })).rejects.toThrow('must be one of: general');
    expect(await guests.countDocuments({ isGuest: true })).toBe(before);
  });

  it('costs a new ticket no read, as a rule', async () => {
    await openTicket(customer);
    const read = jest.spyOn(server.app.get<Model<CategoryList>>(getModelToken(CategoryList.name)), 'findById');
    await openTicket(customer, { category: 'refund' });
    expect(read).not.toHaveBeenCalled();
    read.mockRestore();
  });

  it('figures name all that are offered, and others as long as they count', async () => {
    await openTicket(customer, { category: 'refund' });
    await setOffered('refund', false);
    await setOffered('destination', false);
    const today = new Date().toISOString().slice(0, 10);
    const query = `from=${today}&to=${today}&timeZone=UTC`;
    const { byCategory } = await agent.call<DeskFiguresDto>('GET', `/desk/figures?${query}`);
    expect(byCategory.map(({ category }) => category)).toEqual(['general', 'booking', 'complaint', 'refund']);
    expect(byCategory.at(-1)?.opened).toBeGreaterThan(0);
    const csv = await (await agent.download(`/api/desk/figures.csv?${query}`)).text();
    expect(csv).toMatch(/\ncategory,refund,.*,Remboursement\r/);
    expect(csv).toMatch(/\ncategory,booking,.*,Réservation\r/);
  });

  it('a chat is not taken to the desk under one that is not offered, and is not locked', async () => {
    const seller = await buildPerson(server, { name: 'Yacine Benali' });
    const chat = await customer.chatWith(seller);
    const { message } = await customer.send(chat.id, 'Is it there?');
    const input = { category: UNKNOWN, reason: 'No answer', clientMsgId: randomUUID() };
    expect(await customer.request('POST', `/chats/${chat.id}/escalate`, input)).toMatchObject({ status: 400 });
    expect(await customer.request('PATCH', `/messages/${message.id}`, { text: 'edited' })).toMatchObject({
      status: 200,
    });
    expect(await customer.call<ChatDto>('GET', `/chats/${chat.id}`)).toMatchObject({ id: chat.id });
  });

  const actions = [{ kind: 'category', category: UNKNOWN }];
  it.each<[string, string, string, object | undefined]>([
    ['a new ticket of the staff', 'POST', '/support-tickets', ticketWith(UNKNOWN)],
    ['a change', 'PATCH', '/support-tickets/:ticket', { category: UNKNOWN }],
    ['a macro', 'POST', '/macros', { name: 'm', actions }],
    ['a bulk change', 'POST', '/support-tickets/bulk', { ticketIds: [':ticket'], actions, clientRunId: randomUUID() }],
    ['a saved view', 'POST', '/ticket-views', { name: 'v', query: { category: UNKNOWN } }],
    ['a list', 'GET', `/support-tickets?category=${UNKNOWN}`, undefined],
    ['a search for articles', 'GET', `/articles?category=${UNKNOWN}`, undefined],
    ['an article', 'POST', '/articles', { category: UNKNOWN, variants: { en: { title: 'a', body: 'b' } } }],
    ['a promise', 'PUT', '/sla-policies', promiseFor(UNKNOWN)],
    ['a key that no category can have', 'GET', '/support-tickets?category=Refund!', undefined],
  ])('%s that names an unknown one is refused', async (what, method, path, body) => {
    const { id } = await openTicket(customer);
    const filled = (text: string) => text.replaceAll(':ticket', id);
    const answer = await admin.request(method, filled(path), body && JSON.parse(filled(JSON.stringify(body))));
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'VALIDATION' } } });
    if (what.startsWith('a key')) return;
    const { message } = (answer.body as Failure).error;
    expect(message).toBe('There is no such category. There are: general, booking, destination, complaint, refund.');
  });
});

function ticketWith(category: string) {
  return { subject: 's', description: 'd', category, clientMsgId: randomUUID() };
}

function promiseFor(category: string) {
  const promises = { firstResponseMs: HOUR, nextResponseMs: null, resolutionMs: null };
  return { priority: 'low', category, ...promises, hours: { timeZone: 'UTC', blocks: week, holidays: [] } };
}
