import { randomUUID } from 'node:crypto';
import type { MessagePageDto, Page, SupportTicketDto } from '@app/contracts';
import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { toObjectId } from '../common/object-id';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, nextFact, type TestPerson } from '../testing/test-person';
import type { SupportTicket } from './support-ticket.schema';
import { TicketUpkeep } from './ticket-upkeep';

const DAY = 86_400_000;

describe(TicketUpkeep.name, () => {
  let server: TestApp;
  let customer: TestPerson;
  let agent: TestPerson;
  let others: TestApp | undefined;

  beforeAll(async () => {
    server = await startTestApp({ env: { TICKET_CLOSE_AFTER_DAYS: '4', TICKET_RETENTION_DAYS: '30' } });
    customer = await buildPerson(server, { name: 'Amel Haddad' });
    agent = await buildPerson(server, { name: 'Nadia Bouzid', role: 'agent' });
  });

  afterAll(async () => {
    for (const person of [customer, agent]) person?.disconnect();
    await others?.stop();
    await server?.stop();
  });

  const upkeep = () => server.app.get(TicketUpkeep);
  const rows = () => server.app.get<Model<SupportTicket>>(getModelToken('SupportTicket'));
  const get = ({ id }: SupportTicketDto, person = agent) =>
    person.call<SupportTicketDto>('GET', `/support-tickets/${id}`);
  const solved = async (): Promise<SupportTicketDto> => {
    const ticket = await customer.call<SupportTicketDto>('POST', '/support-tickets', {
      ...{ subject: 'Refund', category: 'booking', description: 'Please', clientMsgId: randomUUID() },
    });
    await agent.send(ticket.chatId, 'Done');
    return agent.call('PATCH', `/support-tickets/${ticket.id}`, { state: 'solved' });
  };
  const closed = async () => {
    const ticket = await solved();
    return agent.call<SupportTicketDto>('PATCH', `/support-tickets/${ticket.id}`, { state: 'closed' });
  };
  const listed = async (view: string) =>
    (await agent.call<Page<SupportTicketDto>>('GET', `/support-tickets?view=${view}&limit=100`)).items.map(
      ({ id }) => id,
    );

  it('closes what was solved four days ago, as the house, and asks for no rating', async () => {
    const [due, open] = [await solved(), await solved()];
    const solvedAt = Date.parse(due.solvedAt ?? '');
    await agent.call('PATCH', `/support-tickets/${open.id}`, { state: 'open' });
    await upkeep().run(solvedAt + 4 * DAY - 1);
    expect((await get(due)).state).toBe('solved');
    await upkeep().run(solvedAt + 4 * DAY);
    const after = await get(due);
    expect(after).toMatchObject({ state: 'closed', closedAt: expect.any(String) });
    expect(after.history?.at(-1)).toMatchObject({ field: 'state', actorId: null, from: 'solved', to: 'closed' });
    expect((await get(open)).state).toBe('open');
    const { items } = await customer.call<MessagePageDto>('GET', `/chats/${due.chatId}/messages`);
    const told = items.flatMap(({ system }) => (system?.kind === 'ticketState' ? [system.values.state] : []));
    expect(told).toContain('closed');
    // The customer writes on: the closed one stays, another one follows it.
    const { message } = await customer.send(due.chatId, 'It happened again');
    expect(message.chatId).not.toBe(due.chatId);
  });

  it('archives what was closed long enough ago: out of every view but its own, and whole', async () => {
    const [old, young] = [await closed(), await closed()];
    await rows().updateOne({ _id: toObjectId(old.id) }, { closedAt: new Date(Date.now() - 31 * DAY) });
    const heard = nextFact(await agent.connect(), 'ticketUpdated', ({ id }) => id === old.id);
    await upkeep().run();
    const fact = await heard;
    expect(fact.desk?.archivedAt).toEqual(expect.any(String));
    expect(await get(old)).toEqual(fact);
    expect((await get(young)).desk?.archivedAt).toBeNull();
    expect(await listed('archived')).toEqual([old.id]);
    expect(await listed('all')).not.toContain(old.id);
    expect(await listed('all')).toContain(young.id);
    // Its customer still has it, with all that was said.
    expect((await get(old, customer)).state).toBe('closed');
    const { items } = await customer.call<MessagePageDto>('GET', `/chats/${old.chatId}/messages`);
    expect(items.map(({ text }) => text)).toEqual(expect.arrayContaining(['Please', 'Done']));
  });

  it('closes many, once each, also when two processes look at once', async () => {
    others = await startTestApp({ sharedWith: server });
    const tickets = await Promise.all(Array.from({ length: 12 }, solved));
    const later = Date.now() + 5 * DAY;
    await Promise.all([upkeep().run(later), others.app.get(TicketUpkeep).run(later)]);
    for (const ticket of tickets) {
      const { state, history } = await get(ticket);
      expect(state).toBe('closed');
      expect(history?.filter(({ to }) => to === 'closed')).toHaveLength(1);
    }
  });
});
