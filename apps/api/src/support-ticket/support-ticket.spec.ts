import { randomUUID } from 'node:crypto';
import type { MessagePageDto, NotificationDto, Page, SupportTicketDto } from '@app/contracts';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, nextFact, recordFacts, type TestPerson } from '../testing/test-person';
import { SupportTicketService } from './support-ticket.service';

describe(SupportTicketService.name, () => {
  let server: TestApp;
  let customer: TestPerson;
  let agent: TestPerson;
  let otherAgent: TestPerson;
  let stranger: TestPerson;

  beforeAll(async () => {
    server = await startTestApp();
    customer = await buildPerson(server, { name: 'Amel Haddad' });
    stranger = await buildPerson(server, { name: 'Samir Other' });
    agent = await buildPerson(server, { name: 'Nadia Bouzid', role: 'agent' });
    otherAgent = await buildPerson(server, { name: 'Salim Rahmani', role: 'agent' });
  });

  afterAll(async () => {
    for (const person of [customer, agent, otherAgent, stranger]) person?.disconnect();
    await server?.stop();
  });

  const input = (extra: object = {}) => ({
    subject: 'Refund',
    category: 'booking',
    description: 'The deposit has not come back.',
    clientMsgId: randomUUID(),
    ...extra,
  });
  const open = (extra: object = {}) => customer.call<SupportTicketDto>('POST', '/support-tickets', input(extra));
  const ticketOf = (person: TestPerson, id: string) => person.call<SupportTicketDto>('GET', `/support-tickets/${id}`);
  const thread = (person: TestPerson, { chatId }: SupportTicketDto) =>
    person.call<MessagePageDto>('GET', `/chats/${chatId}/messages`);
  const patch = (person: TestPerson, id: string, body: object) =>
    person.request('PATCH', `/support-tickets/${id}`, body);

  it('opens with a number, a thread and its first message; the queue hears of it', async () => {
    const desk = await agent.connect();
    const heard = nextFact(desk, 'ticketUpdated', ({ subject }) => subject === 'Heard live');
    const ticket = await open({ subject: 'Heard live' });
    expect(ticket).toMatchObject({
      state: 'new',
      priority: 'normal',
      assignee: null,
      isAwaitingReply: true,
      history: null,
    });
    expect(ticket.number).toBeGreaterThan(1_000);
    expect(await heard).toMatchObject({ id: ticket.id, history: [{ field: 'state', to: 'new' }] });
    expect((await thread(customer, ticket)).items).toMatchObject([
      { seq: 1, type: 'system', system: { kind: 'ticketOpened', values: { number: String(ticket.number) } } },
      { seq: 2, type: 'text', text: 'The deposit has not come back.', senderId: customer.id },
    ]);
  });

  it('opens one ticket for a repeated request', async () => {
    const body = input();
    const opened = await Promise.all(
      Array.from({ length: 5 }, () => customer.call<SupportTicketDto>('POST', '/support-tickets', body)),
    );
    expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
    expect((await thread(customer, opened[0] as SupportTicketDto)).items).toHaveLength(2);
  });

  it('is answered: the agent takes it, the customer hears it, the wait ends', async () => {
    const ticket = await open();
    const phone = await customer.connect();
    const answered = nextFact(phone, 'newMessage', ({ text }) => text === 'I look into it');
    await agent.send(ticket.chatId, 'I look into it');
    await answered;
    expect(await ticketOf(agent, ticket.id)).toMatchObject({
      state: 'open',
      assignee: { id: agent.id },
      isAwaitingReply: false,
    });
    const kinds = (await thread(customer, ticket)).items.map((item) => item.system?.kind ?? item.text);
    expect(kinds).toEqual(
      expect.arrayContaining([
        'ticketOpened',
        'The deposit has not come back.',
        'I look into it',
        'ticketAssigned',
        'ticketState',
      ]),
    );
  });

  it('opens again when the customer replies to a solved ticket, and refuses messages once closed', async () => {
    const ticket = await open();
    await agent.send(ticket.chatId, 'Done');
    expect(await patch(agent, ticket.id, { state: 'solved' })).toMatchObject({ status: 200 });
    const clientMsgId = randomUUID();
    await customer.send(ticket.chatId, 'Not yet', { clientMsgId });
    expect(await ticketOf(customer, ticket.id)).toMatchObject({ state: 'open', isAwaitingReply: true });
    await patch(agent, ticket.id, { state: 'solved' });
    await patch(agent, ticket.id, { state: 'closed' });
    const late = await agent.request('POST', `/chats/${ticket.chatId}/messages`, {
      clientMsgId: randomUUID(),
      text: 'Late',
    });
    expect(late).toMatchObject({ status: 409, body: { error: { code: 'CHAT_CLOSED' } } });
    // A repeat whose first ack was lost must not be told that it failed.
    expect(await customer.send(ticket.chatId, 'Not yet', { clientMsgId })).toMatchObject({ duplicate: true });
  });

  it('tells the customer in the bell when its state changes', async () => {
    const ticket = await open();
    await agent.send(ticket.chatId, 'Waiting for you');
    await patch(agent, ticket.id, { state: 'pending' });
    const { items } = await customer.call<Page<NotificationDto>>('GET', '/notifications');
    expect(items.find(({ groupKey }) => groupKey === `ticket:${ticket.id}`)).toMatchObject({
      type: 'ticket',
      title: 'Refund',
      data: { ticketId: ticket.id, state: 'pending' },
    });
  });

  it('names the legal steps when one is illegal, and solves nothing without an assignee', async () => {
    const ticket = await open();
    const closed = await patch(agent, ticket.id, { state: 'closed' });
    expect(closed).toMatchObject({ status: 409, body: { error: { code: 'ILLEGAL_TRANSITION' } } });
    expect(JSON.stringify(closed.body)).toContain('open, pending, on_hold, solved');
    expect(await patch(agent, ticket.id, { state: 'solved' })).toMatchObject({ status: 409 });
    expect(await patch(agent, ticket.id, { state: 'lost' })).toMatchObject({ status: 400 });
  });

  it('is assigned to staff, by claim, and back to the queue', async () => {
    const ticket = await open();
    const assign = (assigneeId: string | null) =>
      agent.request<SupportTicketDto>('POST', `/support-tickets/${ticket.id}/assign`, { assigneeId });
    expect(await assign(otherAgent.id)).toMatchObject({
      body: { data: { assignee: { name: 'Salim Rahmani' }, state: 'open' } },
    });
    expect(await assign(null)).toMatchObject({ body: { data: { assignee: null } } });
    expect(await assign(customer.id)).toMatchObject({ status: 400 });
    expect(await assign('abc')).toMatchObject({ status: 400 });
  });

  it('is claimed by one of fifty at once; the others are told that somebody has it', async () => {
    const ticket = await open();
    const agents = await Promise.all(
      Array.from({ length: 50 }, (_, index) => buildPerson(server, { name: `Agent ${index}`, role: 'agent' })),
    );
    const claims = await Promise.all(
      agents.map((person) =>
        person.request<SupportTicketDto>('POST', `/support-tickets/${ticket.id}/assign`, { assigneeId: person.id }),
      ),
    );
    const winners = agents.filter((_, index) => claims[index]?.status === 200);
    const losers = claims.filter(({ status }) => status !== 200);
    expect(winners).toHaveLength(1);
    expect(losers).toHaveLength(49);
    for (const loser of losers) expect(loser).toMatchObject({ status: 409, body: { error: { code: 'CONFLICT' } } });
    const { assignee, state, history } = await ticketOf(agent, ticket.id);
    expect(assignee?.id).toBe(winners[0]?.id);
    expect(state).toBe('open');
    expect(history?.map(({ field, to }) => [field, to])).toEqual([
      ['state', 'new'],
      ['assignee', winners[0]?.id],
      ['state', 'open'],
    ]);
  });

  it('is taken over from whom the taker believes to have it, and from nobody else', async () => {
    const ticket = await open();
    const take = (person: TestPerson, body: object) =>
      person.request<SupportTicketDto>('POST', `/support-tickets/${ticket.id}/assign`, {
        assigneeId: person.id,
        ...body,
      });
    expect(await take(agent, {})).toMatchObject({ status: 200 });
    expect(await take(agent, {})).toMatchObject({ status: 200 });
    expect(await take(otherAgent, {})).toMatchObject({ status: 409 });
    expect(await take(otherAgent, { expectedAssigneeId: otherAgent.id })).toMatchObject({ status: 409 });
    expect(await take(otherAgent, { expectedAssigneeId: agent.id })).toMatchObject({
      body: { data: { assignee: { id: otherAgent.id } } },
    });
    expect(await take(agent, { expectedAssigneeId: 'abc' })).toMatchObject({ status: 400 });
    expect(await take(agent, { expectedAssigneeId: null })).toMatchObject({ status: 409 });
  });

  it('lists views for staff, and to customers only their own', async () => {
    const mine = await open({ subject: 'Listed' });
    const list = (person: TestPerson, query: string) =>
      person
        .call<Page<SupportTicketDto>>('GET', `/support-tickets${query}`)
        .then(({ items }) => items.map(({ id }) => id));
    expect(await list(agent, '?view=unassigned')).toContain(mine.id);
    expect(await list(agent, '?view=mine')).not.toContain(mine.id);
    await agent.call('POST', `/support-tickets/${mine.id}/assign`, { assigneeId: agent.id });
    expect(await list(agent, '?view=mine')).toContain(mine.id);
    expect(await list(customer, '')).toContain(mine.id);
    expect(await list(stranger, '')).toEqual([]);
  });

  it('keeps others out: ticket, thread, live facts', async () => {
    const tab = await stranger.connect();
    const facts = recordFacts(tab);
    const ticket = await open();
    await agent.send(ticket.chatId, 'private');
    for (const path of [`/support-tickets/${ticket.id}`, `/chats/${ticket.chatId}/messages`]) {
      expect(await stranger.request('GET', path)).toMatchObject({
        status: 403,
        body: { error: { code: 'FORBIDDEN' } },
      });
    }
    expect(await patch(customer, ticket.id, { state: 'solved' })).toMatchObject({ status: 403 });
    await stranger.emit(tab, 'setActivity', { isIdle: false });
    expect(facts).toEqual([]);
  });

  it('does not show customers what agents have read', async () => {
    const ticket = await open();
    await agent.send(ticket.chatId, 'Hello');
    await customer.send(ticket.chatId, 'Any news?');
    const phone = await customer.connect();
    const facts = recordFacts(phone);
    await agent.call('PUT', `/chats/${ticket.chatId}/read`, { seq: 99 });
    const chat = await customer.call<{ members: { userId: string; lastReadSeq: number }[] }>(
      'GET',
      `/chats/${ticket.chatId}`,
    );
    expect(chat.members.find(({ userId }) => userId === agent.id)?.lastReadSeq).toBe(0);
    await customer.emit(phone, 'setActivity', { isIdle: false });
    expect(facts.filter(({ fact }) => fact === 'messageRead')).toEqual([]);
  });

  it.each([
    ['a blank subject', { subject: ' ' }],
    ['an unknown category', { category: 'weather' }],
    ['a priority of the customer', { priority: 'urgent' }],
    ['no clientMsgId', { clientMsgId: undefined }],
  ])('refuses %s', async (_, extra) => {
    expect(await customer.request('POST', '/support-tickets', input(extra))).toMatchObject({ status: 400 });
  });
});
