import type { NotificationDto, Page, SupportTicketDto } from '@app/contracts';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, nextFact, type TestPerson } from '../testing/test-person';
import { changeTicket, closeTicket, listTickets, openTicket, readTicket } from '../testing/ticket-steps';
import { TicketEditing } from './ticket-editing';

describe(TicketEditing.name, () => {
  let server: TestApp;
  let customer: TestPerson;
  let agent: TestPerson;

  beforeAll(async () => {
    server = await startTestApp();
    customer = await buildPerson(server, { name: 'Amel Haddad', locale: 'fr' });
    agent = await buildPerson(server, { name: 'Nadia Bouzid', role: 'agent' });
  });

  afterAll(async () => {
    for (const person of [customer, agent]) person?.disconnect();
    await server?.stop();
  });

  const open = () => openTicket(customer);
  const tryChange = (ticket: SupportTicketDto, change: object) =>
    agent.request<SupportTicketDto>('PATCH', `/support-tickets/${ticket.id}`, change);
  const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  const historyOf = (ticket: SupportTicketDto, field: string) =>
    (ticket.history ?? []).filter((entry) => entry.field === field).map(({ from, to }) => [from, to]);

  describe('tags', () => {
    it('are kept in one spelling, once each, with a line for each that came and went', async () => {
      const ticket = await open();
      const tagged = await changeTicket(agent, ticket, { tags: [' Refund ', 'refund', 'Big  Order', 'استرجاع'] });
      expect(tagged.desk?.tags).toEqual(['refund', 'big order', 'استرجاع']);
      const changed = await changeTicket(agent, ticket, { tags: ['refund', 'vip'] });
      expect(changed.desk?.tags).toEqual(['refund', 'vip']);
      expect(historyOf(changed, 'tag')).toEqual([
        [null, 'refund'],
        [null, 'big order'],
        [null, 'استرجاع'],
        ['big order', null],
        ['استرجاع', null],
        [null, 'vip'],
      ]);
      expect(await listTickets(agent, 'tag=VIP')).toEqual([ticket.id]);
    });

    it('stay when nothing about them changes, and can all be taken off', async () => {
      const ticket = await open();
      await changeTicket(agent, ticket, { tags: ['a'] });
      const same = await changeTicket(agent, ticket, { tags: ['A'] });
      expect(historyOf(same, 'tag')).toHaveLength(1);
      expect((await changeTicket(agent, ticket, { tags: [] })).desk?.tags).toEqual([]);
    });

    it.each([
      ['too many', Array.from({ length: 21 }, (_, index) => `tag ${index}`)],
      ['a blank one', [' ']],
      ['one that is too long', ['x'.repeat(41)]],
      ['something else', [{ $ne: null }]],
    ])('refuse %s', async (_, tags) => {
      expect(await tryChange(await open(), { tags })).toMatchObject({ status: 400 });
    });
  });

  describe('category', () => {
    it('is the desk’s to correct; the customer sees it, and what is promised follows', async () => {
      const ticket = await open();
      const changed = await changeTicket(agent, ticket, { category: 'complaint' });
      expect(historyOf(changed, 'category')).toEqual([['booking', 'complaint']]);
      expect((await readTicket(customer, ticket)).category).toBe('complaint');
      expect(await tryChange(ticket, { category: 'weather' })).toMatchObject({ status: 400 });
    });
  });

  describe('snoozing', () => {
    it('hides the ticket from every view but its own', async () => {
      const ticket = await open();
      const until = inHours(5);
      expect((await changeTicket(agent, ticket, { snoozedUntil: until })).desk?.snoozedUntil).toBe(until);
      for (const view of ['all', 'unassigned', 'due']) {
        expect(await listTickets(agent, `view=${view}`)).not.toContain(ticket.id);
      }
      expect(await listTickets(agent, 'view=snoozed')).toContain(ticket.id);
      expect(await listTickets(customer, 'limit=100')).toContain(ticket.id);
      const back = await changeTicket(agent, ticket, { snoozedUntil: null });
      expect(historyOf(back, 'snooze')).toEqual([
        [null, until],
        [until, null],
      ]);
      expect(await listTickets(agent, 'view=all')).toContain(ticket.id);
    });

    it('ends by itself, and whoever has the ticket is told', async () => {
      const ticket = await open();
      await agent.send(ticket.chatId, 'I come back to you');
      const desk = await agent.connect();
      const isBack = nextFact(
        desk,
        'ticketUpdated',
        ({ id, history }) => id === ticket.id && history?.at(-1)?.field === 'snooze' && history.at(-1)?.to === null,
      );
      const rang = nextFact(desk, 'notification', ({ groupKey }) => groupKey === `snooze:${ticket.id}`);
      await changeTicket(agent, ticket, { snoozedUntil: new Date(Date.now() + 1_500).toISOString() });
      const back = await isBack;
      expect(back).toMatchObject({ desk: { snoozedUntil: null } });
      expect(back.history?.at(-1)?.actorId).toBeNull();
      await rang;
      const { items } = await agent.call<Page<NotificationDto>>('GET', '/notifications');
      expect(items.find(({ groupKey }) => groupKey === `snooze:${ticket.id}`)).toMatchObject({
        title: 'Refund',
        data: { ticketId: ticket.id, desk: 'woken' },
      });
    });

    it('ends at once when the customer writes', async () => {
      const ticket = await open();
      await agent.send(ticket.chatId, 'I come back to you');
      await changeTicket(agent, ticket, { snoozedUntil: inHours(48) });
      await customer.send(ticket.chatId, 'Please hurry');
      expect(await readTicket(agent, ticket)).toMatchObject({ desk: { snoozedUntil: null }, state: 'open' });
    });

    it('ends with the work', async () => {
      const ticket = await open();
      await agent.send(ticket.chatId, 'Done');
      await changeTicket(agent, ticket, { snoozedUntil: inHours(48) });
      const solved = await changeTicket(agent, ticket, { state: 'solved' });
      expect(solved).toMatchObject({ state: 'solved', desk: { snoozedUntil: null } });
      const refused = await tryChange(ticket, { snoozedUntil: inHours(1) });
      expect(refused).toMatchObject({ status: 409, body: { error: { code: 'ILLEGAL_TRANSITION' } } });
      expect(JSON.stringify(refused.body)).toContain('new, open, pending, on_hold');
    });

    it.each([
      ['the past', () => new Date(Date.now() - 1_000).toISOString()],
      ['too far ahead', () => inHours(91 * 24)],
      ['no moment', () => 'tomorrow'],
    ])('refuses %s', async (_, until) => {
      expect(await tryChange(await open(), { snoozedUntil: until() })).toMatchObject({ status: 400 });
    });
  });

  it('changes all that is asked for in one write, or nothing of it', async () => {
    const ticket = await open();
    const refused = await tryChange(ticket, { tags: ['x'], priority: 'urgent', state: 'closed' });
    expect(refused).toMatchObject({ status: 409, body: { error: { code: 'ILLEGAL_TRANSITION' } } });
    expect(await readTicket(agent, ticket)).toMatchObject({ priority: 'normal', desk: { tags: [] } });
    const whole = await changeTicket(agent, ticket, { tags: ['x'], priority: 'urgent', state: 'pending' });
    expect(new Set(whole.history?.slice(-3).map(({ at }) => at)).size).toBe(1);
  });

  it('changes nothing about a closed ticket', async () => {
    const ticket = await open();
    await closeTicket(agent, ticket);
    for (const change of [
      { tags: ['x'] },
      { priority: 'high' },
      { category: 'general' },
      { snoozedUntil: inHours(1) },
    ]) {
      expect(await tryChange(ticket, change)).toMatchObject({ status: 409, body: { error: { code: 'CHAT_CLOSED' } } });
    }
    expect(await tryChange(ticket, { state: 'open' })).toMatchObject({
      status: 409,
      body: { error: { code: 'ILLEGAL_TRANSITION' } },
    });
  });

  it('of two people at once nobody’s change is lost', async () => {
    const ticket = await open();
    const colleague = await buildPerson(server, { role: 'agent' });
    const answers = await Promise.all(
      [agent, colleague].flatMap((person, side) =>
        [1, 2].map((n) =>
          person.request<SupportTicketDto>('PATCH', `/support-tickets/${ticket.id}`, { tags: [`${side}-${n}`] }),
        ),
      ),
    );
    const done = answers.filter(({ status }) => status === 200).length;
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    const { history, desk } = await readTicket(agent, ticket);
    const added = history?.filter(({ field, to }) => field === 'tag' && to !== null).length;
    expect(added).toBe(done);
    expect(desk?.tags).toHaveLength(1);
  });

  it('is narrowed down by everything at once', async () => {
    const [ticket, other] = [await open(), await open()];
    await changeTicket(agent, ticket, { tags: ['deep'], priority: 'low', category: 'destination' });
    await changeTicket(agent, other, { tags: ['deep'], priority: 'low' });
    const query = `tag=deep&priority=low&category=destination&state=new&requesterId=${customer.id}`;
    expect(await listTickets(agent, query)).toEqual([ticket.id]);
    expect(await listTickets(agent, `${query}&assigneeId=${agent.id}`)).toEqual([]);
    // What staff keep to themselves cannot be found out by asking, either.
    expect(await listTickets(customer, 'tag=deep&limit=100')).toEqual(await listTickets(customer, 'limit=100'));
    expect(await agent.request('GET', '/support-tickets?assigneeId[$ne]=x')).toMatchObject({ status: 400 });
  });
});
