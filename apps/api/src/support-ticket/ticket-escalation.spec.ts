import type { NotificationDto, Page, SupportTicketDto } from '@app/contracts';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, type TestPerson } from '../testing/test-person';
import { changeTicket, closeTicket, listTickets, openTicket, readTicket } from '../testing/ticket-steps';
import { TicketEscalations } from './ticket-escalation';

describe(TicketEscalations.name, () => {
  let server: TestApp;
  let customer: TestPerson;
  let agent: TestPerson;
  let leads: TestPerson[];

  beforeAll(async () => {
    server = await startTestApp();
    customer = await buildPerson(server, { name: 'Amel Haddad' });
    agent = await buildPerson(server, { name: 'Nadia Bouzid', role: 'agent' });
    leads = [await buildPerson(server, { role: 'admin' }), await buildPerson(server, { role: 'admin' })];
  });

  afterAll(() => server?.stop());

  const tryEscalate = (ticket: SupportTicketDto, body: object) =>
    agent.request<SupportTicketDto>('POST', `/support-tickets/${ticket.id}/escalate`, body);
  const escalate = async (ticket: SupportTicketDto, body: object = { reason: 'Threatens to sue' }) => {
    const answer = await tryEscalate(ticket, body);
    if (!answer.body.success) throw new Error(JSON.stringify(answer.body.error));
    return answer.body.data;
  };

  it('gives it to the lead with the least to do, raises it, and says so to them alone', async () => {
    const [busy, free] = leads as [TestPerson, TestPerson];
    const held = await openTicket(customer);
    await agent.call('POST', `/support-tickets/${held.id}/assign`, { assigneeId: busy.id });
    const ticket = await escalate(await openTicket(customer));
    expect(ticket).toMatchObject({ priority: 'high', state: 'open', assignee: { id: free.id } });
    expect(ticket.desk?.escalation).toMatchObject({ reason: 'Threatens to sue', by: { id: agent.id } });
    expect(ticket.history?.find(({ field }) => field === 'escalation')).toMatchObject({
      actorId: agent.id,
      to: free.id,
    });
    expect(await listTickets(agent, 'view=escalated')).toEqual([ticket.id]);
    const bell = await free.call<Page<NotificationDto>>('GET', '/notifications');
    expect(bell.items.find(({ groupKey }) => groupKey === `escalation:${ticket.id}`)).toMatchObject({
      ...{ type: 'ticket', text: 'Threatens to sue', data: { ticketId: ticket.id, desk: 'escalated' } },
    });
    const seen = JSON.stringify(await readTicket(customer, ticket));
    expect(seen).not.toContain('Threatens to sue');
  });

  it('goes to the lead who is named, leaves what is urgent urgent, and brings back what is snoozed', async () => {
    const [lead] = leads as [TestPerson];
    const opened = await openTicket(customer);
    const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
    await changeTicket(agent, opened, { priority: 'urgent', snoozedUntil: inAnHour });
    const ticket = await escalate(opened, { reason: 'a', leadId: lead.id });
    expect(ticket).toMatchObject({ priority: 'urgent', assignee: { id: lead.id }, desk: { snoozedUntil: null } });
  });

  it('refuses who is no lead, no reason, and what is done', async () => {
    const ticket = await openTicket(customer);
    expect(await tryEscalate(ticket, { reason: 'a', leadId: agent.id })).toMatchObject({ status: 400 });
    expect(await tryEscalate(ticket, { reason: ' ' })).toMatchObject({ status: 400 });
    await agent.send(ticket.chatId, 'Done');
    await changeTicket(agent, ticket, { state: 'solved' });
    const late = await tryEscalate(ticket, { reason: 'a' });
    expect(late).toMatchObject({ status: 409, body: { error: { code: 'ILLEGAL_TRANSITION' } } });
    const closed = await openTicket(customer);
    await closeTicket(agent, closed);
    expect(await tryEscalate(closed, { reason: 'a' })).toMatchObject({ status: 409 });
  });
});
