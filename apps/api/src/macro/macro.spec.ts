import { randomUUID } from 'node:crypto';
import type {
  BulkResultDto,
  MacroDto,
  MessagePageDto,
  Page,
  SupportTicketDto,
  TicketAction,
  TicketNoteDto,
} from '@app/contracts';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, type TestPerson } from '../testing/test-person';
import { changeTicket, closeTicket, openTicket, readTicket } from '../testing/ticket-steps';
import { MacroService } from './macro.service';

describe(MacroService.name, () => {
  let server: TestApp;
  let customer: TestPerson;
  let agent: TestPerson;
  let colleague: TestPerson;
  let admin: TestPerson;

  beforeAll(async () => {
    server = await startTestApp();
    customer = await buildPerson(server, { name: 'Amel Haddad', locale: 'ar' });
    agent = await buildPerson(server, { name: 'Nadia Bouzid', role: 'agent' });
    colleague = await buildPerson(server, { name: 'Salim Rahmani', role: 'agent' });
    admin = await buildPerson(server, { name: 'Karim Amrani', role: 'admin' });
  });

  afterAll(() => server?.stop());

  const create = (actions: TicketAction[], extra: object = {}) =>
    agent.call<MacroDto>('POST', '/macros', { name: randomUUID(), actions, ...extra });
  const tryRun = (ticket: SupportTicketDto, macro: MacroDto, clientRunId: string = randomUUID(), person = agent) =>
    person.request<SupportTicketDto>('POST', `/support-tickets/${ticket.id}/macros/${macro.id}`, { clientRunId });
  const run = async (ticket: SupportTicketDto, actions: TicketAction[], clientRunId?: string) => {
    const { body } = await tryRun(ticket, await create(actions), clientRunId);
    if (!body.success) throw new Error(JSON.stringify(body.error));
    return body.data;
  };
  const textsOf = async ({ chatId }: SupportTicketDto) =>
    (await customer.call<MessagePageDto>('GET', `/chats/${chatId}/messages`)).items
      .filter(({ type }) => type === 'text')
      .map(({ text }) => text);
  const notesOf = async ({ id }: SupportTicketDto) =>
    (await agent.call<Page<TicketNoteDto>>('GET', `/support-tickets/${id}/notes`)).items.map(({ text }) => text);

  it('does everything there is to do, in one go', async () => {
    const ticket = await openTicket(customer);
    const done = await run(ticket, [
      { kind: 'assign', assigneeId: 'me' },
      { kind: 'priority', priority: 'high' },
      { kind: 'category', category: 'complaint' },
      { kind: 'addTag', tag: 'Refund' },
      { kind: 'note', text: 'The bank was asked.' },
      { kind: 'reply', variants: { en: 'Hello {{customer.name}}, about {{ticket.number}}: {{context.title|it}}' } },
      { kind: 'state', state: 'pending' },
      { kind: 'snooze', hours: 24 },
    ]);
    expect(done).toMatchObject({
      ...{ state: 'pending', priority: 'high', category: 'complaint', assignee: { id: agent.id } },
      ...{ isAwaitingReply: false, desk: { tags: ['refund'], noteCount: 1 } },
    });
    expect(Date.parse(done.desk?.snoozedUntil ?? '')).toBeGreaterThan(Date.now() + 86_000_000);
    expect(await textsOf(ticket)).toContain(`Hello Amel Haddad, about #${ticket.number}: it`);
    expect(await notesOf(ticket)).toEqual(['The bank was asked.']);
  });

  it('does nothing when one action cannot be done', async () => {
    const ticket = await openTicket(customer);
    const before = await readTicket(agent, ticket);
    const macro = await create([
      { kind: 'addTag', tag: 'x' },
      { kind: 'note', text: 'n' },
      { kind: 'reply', variants: { en: 'r' } },
      { kind: 'state', state: 'closed' },
    ]);
    expect(await tryRun(ticket, macro)).toMatchObject({ status: 409, body: { error: { code: 'ILLEGAL_TRANSITION' } } });
    const { history, updatedAt } = before;
    expect(await readTicket(agent, ticket)).toMatchObject({ history, updatedAt, desk: { tags: [], noteCount: 0 } });
    expect([await notesOf(ticket), await textsOf(ticket)]).toEqual([[], ['The deposit has not come back.']]);
  });

  it('does it once for a repeated request, also when the ticket has moved on', async () => {
    const ticket = await openTicket(customer);
    const clientRunId = randomUUID();
    const macro = await create([
      { kind: 'reply', variants: { en: 'Done' } },
      { kind: 'note', text: 'n' },
      { kind: 'state', state: 'solved' },
    ]);
    const answers = await Promise.all([1, 2, 3].map(() => tryRun(ticket, macro, clientRunId)));
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    expect(answers.some(({ status }) => status === 200)).toBe(true);
    await customer.send(ticket.chatId, 'Not yet');
    expect(await tryRun(ticket, macro, clientRunId)).toMatchObject({ status: 200, body: { data: { state: 'open' } } });
    expect((await textsOf(ticket)).filter((text) => text === 'Done')).toHaveLength(1);
    expect(await notesOf(ticket)).toEqual(['n']);
  });

  it('takes the ticket by a reply, as one by hand does, and answers in the customer’s language', async () => {
    const ticket = await openTicket(customer);
    const done = await run(ticket, [
      { kind: 'reply', variants: { en: 'Hello', ar: 'أهلا {{customer.name}}' } },
      { kind: 'state', state: 'solved' },
    ]);
    expect(done).toMatchObject({ state: 'solved', assignee: { id: agent.id } });
    expect(await textsOf(ticket)).toContain(done.desk?.language === 'ar' ? 'أهلا Amel Haddad' : 'Hello');
  });

  it('escalates to a lead', async () => {
    const done = await run(await openTicket(customer), [{ kind: 'escalate', reason: 'Wants a lawyer' }]);
    expect(done).toMatchObject({ priority: 'high', assignee: { id: admin.id } });
    expect(done.desk?.escalation).toMatchObject({ reason: 'Wants a lawyer', by: { id: agent.id } });
  });

  it('refuses a reply that has nothing left to say, and one to a ticket that it closes', async () => {
    const ticket = await openTicket(customer);
    const empty = await create([{ kind: 'reply', variants: { en: '{{context.title}}' } }]);
    expect(await tryRun(ticket, empty)).toMatchObject({ status: 400 });
    await agent.send(ticket.chatId, 'Done');
    await changeTicket(agent, ticket, { state: 'solved' });
    const closing = await create([
      { kind: 'reply', variants: { en: 'Bye' } },
      { kind: 'state', state: 'closed' },
    ]);
    expect(await tryRun(ticket, closing)).toMatchObject({ status: 409 });
    const noted = await run(ticket, [
      { kind: 'note', text: 'No answer for a week.' },
      { kind: 'state', state: 'closed' },
    ]);
    expect(noted).toMatchObject({ state: 'closed', desk: { noteCount: 1 } });
  });

  it('is one’s own or the team’s', async () => {
    const own = await create([{ kind: 'addTag', tag: 'own' }]);
    const team = await create([{ kind: 'addTag', tag: 'team' }], { isTeam: true });
    const seen = (await colleague.call<MacroDto[]>('GET', '/macros')).map(({ id }) => id);
    expect([seen.includes(own.id), seen.includes(team.id)]).toEqual([false, true]);
    const ticket = await openTicket(customer);
    expect(await tryRun(ticket, own, randomUUID(), colleague)).toMatchObject({ status: 403 });
    expect(await tryRun(ticket, team, randomUUID(), colleague)).toMatchObject({ status: 200 });
    expect(await tryRun(ticket, team, randomUUID(), customer)).toMatchObject({ status: 403 });
    const change = { name: team.name, isTeam: true, actions: [{ kind: 'removeTag', tag: 'team' }] };
    expect(await colleague.call('PUT', `/macros/${team.id}`, change)).toMatchObject({ actions: change.actions });
    expect(await colleague.request('POST', '/macros', { ...change, name: team.name })).toMatchObject({ status: 409 });
    expect(await colleague.request('DELETE', `/macros/${team.id}`)).toMatchObject({ status: 200 });
  });

  it.each<[string, unknown]>([
    ['no action', []],
    ['too many', Array.from({ length: 11 }, () => ({ kind: 'addTag', tag: 'a' }))],
    ['an unknown kind', [{ kind: 'delete' }]],
    ['no kind', [{ tag: 'a' }]],
    ['a field of another kind', [{ kind: 'addTag', tag: 'a', state: 'open' }]],
    ['a missing field', [{ kind: 'state' }]],
    ['a wrong value', [{ kind: 'priority', priority: 'sky' }]],
    ['an operator', [{ kind: 'assign', assigneeId: { $ne: null } }]],
    ['words that are none', [{ kind: 'note', text: ' ' }]],
    ['half an hour', [{ kind: 'snooze', hours: 0.5 }]],
    ['text instead of actions', 'assign'],
    ['an action that is no object', ['assign']],
    ['a language that there is not', [{ kind: 'reply', variants: { de: 'Hallo' } }]],
  ])('refuses %s', async (_, actions) => {
    expect(await agent.request('POST', '/macros', { name: 'bad', actions })).toMatchObject({ status: 400 });
  });

  describe('bulk', () => {
    const bulk = (ticketIds: string[], actions: TicketAction[], clientRunId: string = randomUUID()) =>
      agent.request<BulkResultDto[]>('POST', '/support-tickets/bulk', { ticketIds, actions, clientRunId });

    it('does it to each, and says of each that refused why', async () => {
      const [first, second, closed] = await Promise.all([1, 2, 3].map(() => openTicket(customer)));
      if (!first || !second || !closed) throw new Error('Three were opened.');
      await closeTicket(agent, closed);
      const unknown = 'f'.repeat(24);
      const { body } = await bulk(
        [first.id, closed.id, unknown, second.id, first.id],
        [
          { kind: 'assign', assigneeId: colleague.id },
          { kind: 'addTag', tag: 'batch' },
        ],
      );
      expect(body).toMatchObject({
        data: [
          { ticketId: first.id, error: null },
          { ticketId: closed.id, error: { code: 'CHAT_CLOSED' } },
          { ticketId: unknown, error: { code: 'FORBIDDEN' } },
          { ticketId: second.id, error: null },
        ],
      });
      for (const ticket of [first, second]) {
        expect(await readTicket(agent, ticket)).toMatchObject({
          ...{ assignee: { id: colleague.id }, desk: { tags: ['batch'] } },
        });
      }
    });

    it('is done once for a repeated request', async () => {
      const tickets = await Promise.all([1, 2].map(() => openTicket(customer)));
      const clientRunId = randomUUID();
      const ids = tickets.map(({ id }) => id);
      for (let time = 0; time < 2; time++) {
        await bulk(ids, [{ kind: 'reply', variants: { en: 'News for all' } }], clientRunId);
      }
      for (const ticket of tickets) {
        expect((await textsOf(ticket)).filter((text) => text === 'News for all')).toHaveLength(1);
      }
    });

    it.each([
      ['nothing', []],
      ['too many', Array.from({ length: 101 }, () => 'a'.repeat(24))],
      ['no ids', ['abc']],
    ])('refuses %s', async (_, ticketIds) => {
      expect(await bulk(ticketIds, [{ kind: 'addTag', tag: 'a' }])).toMatchObject({ status: 400 });
    });
  });
});
