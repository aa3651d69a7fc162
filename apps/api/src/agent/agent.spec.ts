import { randomUUID } from 'node:crypto';
import type { AgentDto, MessagePageDto, NotificationDto, Page, SupportTicketDto } from '@app/contracts';
import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { toObjectId } from '../common/object-id';
import { TicketAssigner } from '../support-ticket/ticket-assigner';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, nextFact, TestPerson } from '../testing/test-person';
import type { Agent } from './agent.schema';
import { AgentService } from './agent.service';

describe(AgentService.name, () => {
  let server: TestApp;
  let customer: TestPerson;
  let admin: TestPerson;
  let other: TestApp | undefined;
  const agents: TestPerson[] = [];

  beforeAll(async () => {
    server = await startTestApp({ env: { LOG_LEVEL: 'warn' }, limits: { presenceGraceMs: 1 } });
    customer = await buildPerson(server, { name: 'Amel Haddad' });
    admin = await buildPerson(server, { name: 'Karim Amrani', role: 'admin' });
  });

  /** Nobody takes anything any more, so that the next test begins with a quiet desk. */
  afterEach(async () => {
    for (const agent of agents) await agent.call('PUT', '/desk/agents/me', { isAccepting: false });
    for (const agent of agents.splice(0)) agent.disconnect();
    await server.app.get(TicketAssigner).whenIdle();
  });

  afterAll(async () => {
    for (const person of [customer, admin]) person?.disconnect();
    await other?.stop();
    await server?.stop();
  });

  const hire = async (name: string, on: TestApp = server): Promise<TestPerson> => {
    const agent = await buildPerson(on, { name, role: 'agent' });
    agents.push(agent);
    return agent;
  };
  const accept = (agent: TestPerson, isAccepting = true) =>
    agent.call<AgentDto>('PUT', '/desk/agents/me', { isAccepting });
  const limit = (agent: TestPerson, capacity: number) =>
    admin.call<AgentDto>('PUT', `/desk/agents/${agent.id}`, { capacity });
  const open = (person = customer) =>
    person.call<SupportTicketDto>('POST', '/support-tickets', {
      ...{ subject: 'Refund', category: 'booking', description: 'Please', clientMsgId: randomUUID() },
    });
  const idle = (app = server) => app.app.get(TicketAssigner).whenIdle();
  const get = ({ id }: SupportTicketDto) => admin.call<SupportTicketDto>('GET', `/support-tickets/${id}`);
  const holderOf = async (ticket: SupportTicketDto) => (await get(ticket)).assignee?.id ?? null;
  const shown = async (agent: TestPerson) =>
    (await admin.call<AgentDto[]>('GET', '/desk/agents')).find(({ user }) => user.id === agent.id);

  it('gives a new ticket to who is online, accepting and below capacity; the house is who did it', async () => {
    const [away, shy, here] = [await hire('Away'), await hire('Shy'), await hire('Here')];
    await accept(away);
    await shy.connect();
    await here.connect();
    await accept(here);
    const ticket = await open();
    await idle();
    const given = await get(ticket);
    expect(given).toMatchObject({ state: 'open', assignee: { id: here.id }, isAwaitingReply: true });
    expect(given.history?.slice(1)).toMatchObject([
      { field: 'assignee', actorId: null, to: here.id },
      { field: 'state', actorId: null, to: 'open' },
    ]);
    expect(given.sla?.firstResponse).toMatchObject({ metAt: null });
    const { items } = await here.call<Page<NotificationDto>>('GET', '/notifications');
    expect(items.find(({ groupKey }) => groupKey === `assigned:${ticket.id}`)).toMatchObject({
      title: 'Refund',
      data: { ticketId: ticket.id, desk: 'assigned' },
    });
    const { items: thread } = await customer.call<MessagePageDto>('GET', `/chats/${ticket.chatId}/messages`);
    expect(thread.map(({ system }) => system?.kind)).toContain('ticketAssigned');
  });

  it('gives to the least loaded, and of equals to whoever has waited longest', async () => {
    const team = [await hire('One'), await hire('Two'), await hire('Three')];
    for (const agent of team) {
      await agent.connect();
      await accept(agent);
    }
    const holders: (string | null)[] = [];
    for (let i = 0; i < 6; i++) {
      const ticket = await open();
      await idle();
      holders.push(await holderOf(ticket));
    }
    expect(new Set(holders.slice(0, 3)).size).toBe(3);
    expect(holders.slice(3)).toEqual(holders.slice(0, 3));
  });

  it('keeps in the queue what nobody can take, and drains it, the oldest first, when room comes up', async () => {
    const agent = await hire('Only');
    await limit(agent, 1);
    const [first, second, third, fourth] = [await open(), await open(), await open(), await open()];
    await accept(agent);
    await idle();
    expect(await holderOf(first)).toBeNull();
    await agent.connect();
    await idle();
    expect(await Promise.all([first, second].map(holderOf))).toEqual([agent.id, null]);
    await limit(agent, 2);
    await idle();
    expect(await Promise.all([second, third].map(holderOf))).toEqual([agent.id, null]);
    await agent.call('PATCH', `/support-tickets/${first.id}`, { state: 'solved' });
    await idle();
    expect(await Promise.all([third, fourth].map(holderOf))).toEqual([agent.id, null]);
    await agent.call('PATCH', `/support-tickets/${second.id}`, { state: 'pending' });
    await idle();
    expect(await holderOf(fourth)).toBe(agent.id);
  });

  it('does not give back to whom it was taken from', async () => {
    const [one, two] = [await hire('One'), await hire('Two')];
    await one.connect();
    await accept(one);
    const ticket = await open();
    await idle();
    await one.call('POST', `/support-tickets/${ticket.id}/assign`, { assigneeId: null });
    await idle();
    expect(await holderOf(ticket)).toBeNull();
    await two.connect();
    await accept(two);
    await idle();
    expect(await holderOf(ticket)).toBe(two.id);
  });

  it('gives nothing to somebody who has left the desk', async () => {
    const colleague = await hire('Nadia');
    await server.app
      .get<Model<Agent>>(getModelToken('Agent'))
      .create({ _id: toObjectId(customer.id), isAccepting: true });
    await customer.connect();
    const ticket = await open();
    await idle();
    expect(await holderOf(ticket)).toBeNull();
    await colleague.connect();
    await accept(colleague);
    await idle();
    expect(await holderOf(ticket)).toBe(colleague.id);
  });

  it('leaves alone what sleeps, and gives it when its customer writes', async () => {
    const agent = await hire('Only');
    const ticket = await open();
    const until = new Date(Date.now() + 3_600_000).toISOString();
    await admin.call('PATCH', `/support-tickets/${ticket.id}`, { snoozedUntil: until });
    await agent.connect();
    await accept(agent);
    await idle();
    expect(await holderOf(ticket)).toBeNull();
    await customer.send(ticket.chatId, 'Hello?');
    await idle();
    expect(await holderOf(ticket)).toBe(agent.id);
  });

  it('tells the staff who came, who takes tickets and how many they hold', async () => {
    const [agent, colleague] = [await hire('Nadia'), await hire('Salim')];
    const tab = await colleague.connect();
    const heard = (matches: (dto: AgentDto) => boolean) =>
      nextFact(tab, 'agentUpdated', (dto) => dto.user.id === agent.id && matches(dto));
    const came = heard(({ isOnline }) => isOnline);
    await agent.connect();
    await came;
    const accepts = heard(({ isAccepting }) => isAccepting);
    expect(await accept(agent)).toEqual(await accepts);
    const holds = heard(({ load }) => load === 1);
    await open();
    expect(await holds).toEqual(await shown(agent));
    const left = heard(({ isOnline }) => !isOnline);
    agent.disconnect();
    await left;
    expect(await shown(agent)).toMatchObject({ isOnline: false, isAccepting: true, capacity: 8, load: 1 });
  });

  it('shows everybody of the staff to the staff; capacity is set by admins', async () => {
    const agent = await hire('Nadia');
    expect(await shown(agent)).toEqual({
      user: expect.objectContaining({ name: 'Nadia', role: 'agent' }),
      ...{ isOnline: false, isAccepting: false, capacity: 8, load: 0 },
    });
    const put = (person: TestPerson, path: string, body: object) => person.request('PUT', `/desk/agents/${path}`, body);
    expect(await put(agent, agent.id, { capacity: 99 })).toMatchObject({ status: 403 });
    expect(await put(admin, customer.id, { capacity: 9 })).toMatchObject({ status: 404 });
    for (const capacity of [-1, 201, 1.5, '3'])
      expect(await put(admin, agent.id, { capacity })).toMatchObject({ status: 400 });
    expect(await put(agent, 'me', { isAccepting: 'yes' })).toMatchObject({ status: 400 });
    expect(await customer.request('GET', '/desk/agents')).toMatchObject({ status: 403 });
  });

  it('overfills nobody and gives nothing twice, with two processes and everything at once', async () => {
    const second = await startTestApp({ sharedWith: server, limits: { presenceGraceMs: 1 } });
    other = second;
    const team = await Promise.all(Array.from({ length: 4 }, (_, index) => hire(`Agent ${index}`)));
    for (const agent of team) {
      await limit(agent, 3);
      await accept(agent);
      await agent.connect();
      await elsewhere(agent);
    }
    const neighbour = await buildPerson(second, { name: 'Neighbour' });
    const opened = await Promise.all(
      Array.from({ length: 20 }, (_, index) => open(index % 2 === 0 ? customer : neighbour)),
    );
    await Promise.all([idle(), idle(second)]);
    const held = (of: SupportTicketDto[]) => of.filter(({ assignee }) => assignee !== null);
    const tickets = await Promise.all(opened.map(get));
    expect(held(tickets)).toHaveLength(12);
    for (const { history } of tickets) {
      expect(history?.filter(({ field }) => field === 'assignee').length).toBeLessThanOrEqual(1);
    }
    for (const agent of team) expect((await shown(agent))?.load).toBe(3);
    // Both at once over the same queue, as often as somebody frees a place.
    const done = held(tickets).slice(0, 5);
    await Promise.all(done.map(({ id }) => admin.call('PATCH', `/support-tickets/${id}`, { state: 'pending' })));
    for (const app of [server, second]) app.app.get(TicketAssigner).soon();
    await Promise.all([idle(), idle(second)]);
    for (const agent of team) expect((await shown(agent))?.load).toBe(3);
    expect(held(await Promise.all(opened.map(get)))).toHaveLength(17);
  }, 120_000);

  /** The same person, on the other process too. */
  const elsewhere = async ({ session }: TestPerson) => {
    const there = new TestPerson(other?.url ?? '', session);
    agents.push(there);
    await there.connect();
  };
});
