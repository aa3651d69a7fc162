import type { NotificationDto, Page, SlaPolicyInput, SupportTicketDto } from '@app/contracts';
import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Job } from '../job/job.schema';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, nextFact, type TestPerson } from '../testing/test-person';
import { openTicket, readTicket } from '../testing/ticket-steps';
import { SlaEscalation } from './sla-escalation';
import { SlaWatch } from './sla-watch';
import type { SupportTicket } from './support-ticket.schema';
import { TicketEscalations } from './ticket-escalation';

const HOUR = 3_600_000;

describe(SlaEscalation.name, () => {
  let server: TestApp;
  let customer: TestPerson;
  let agent: TestPerson;
  let lead: TestPerson;

  beforeAll(async () => {
    server = await startTestApp();
    customer = await buildPerson(server, { name: 'Amel Haddad' });
    agent = await buildPerson(server, { name: 'Nadia Bouzid', role: 'agent' });
    lead = await buildPerson(server, { name: 'Karim Amrani', role: 'admin' });
  });

  afterAll(async () => {
    for (const person of [customer, agent, lead]) person?.disconnect();
    await server?.stop();
  });

  const rows = () => server.app.get<Model<SupportTicket>>(getModelToken('SupportTicket'));
  const jobs = () => server.app.get<Model<Job>>(getModelToken('Job'));
  const stored = async ({ id }: SupportTicketDto) => (await rows().findById(id).lean<SupportTicket>()) as SupportTicket;
  const promise = (escalates?: boolean): Promise<SlaPolicyInput> =>
    lead.call('PUT', '/sla-policies', {
      ...{ priority: 'normal', category: null, firstResponseMs: HOUR, nextResponseMs: null, resolutionMs: null },
      hours: {
        timeZone: 'UTC',
        blocks: [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, from: 0, to: 1_440 })),
        holidays: [],
      },
      ...(escalates !== undefined && { escalates }),
    });
  /** As if it had been opened so long ago that its promise has just been missed. */
  const miss = async (ticket: SupportTicketDto) => {
    const row = await stored(ticket);
    const earlier = (at: Date) => new Date(at.getTime() - HOUR - 1_000);
    const createdAt = earlier(row.createdAt);
    const slaPolicies = row.slaPolicies?.map((each) => ({ ...each, at: earlier(each.at) }));
    await rows().collection.updateOne({ _id: row._id }, { $set: { createdAt, slaPolicies } });
    await server.app.get(SlaWatch).follow(await stored(ticket));
  };
  const looked = async ({ id }: SupportTicketDto) => {
    const due = { $lte: new Date() };
    const open = { kind: 'sla-moment', key: { $regex: `^${id}:firstResponse:missed` }, runAt: due, doneAt: null };
    while ((await jobs().countDocuments(open)) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  };

  it('passes a ticket up when a promise was missed whose policy says so', async () => {
    expect(await promise()).toMatchObject({ escalates: false });
    const quiet = await openTicket(customer);
    expect(await promise(true)).toMatchObject({ escalates: true });
    const loud = await openTicket(customer);
    const desk = await lead.connect();
    const rung = nextFact(desk, 'notification', ({ data }) => data.ticketId === loud.id && data.desk === 'escalated');
    await miss(quiet);
    await miss(loud);
    expect(await rung).toMatchObject({ title: loud.subject, text: '' });
    await Promise.all([looked(quiet), looked(loud)]);
    const after = await readTicket(agent, loud);
    expect(after).toMatchObject({
      ...{ priority: 'high', state: 'open', assignee: { id: lead.id } },
      desk: { escalation: { by: null, reason: '' } },
    });
    expect(after.history?.find(({ field }) => field === 'escalation')).toMatchObject({ actorId: null, to: lead.id });
    expect(await readTicket(agent, quiet)).toMatchObject({
      ...{ priority: 'normal', assignee: null, desk: { escalation: null } },
      sla: { firstResponse: { missedAt: expect.any(String) } },
    });
  });

  it('does so once, rings once, and leaves alone what somebody passed up, or has solved', async () => {
    await promise(true);
    const [again, byHand, solved] = [
      await openTicket(customer),
      await openTicket(customer),
      await openTicket(customer),
    ];
    await agent.call('POST', `/support-tickets/${byHand.id}/escalate`, { reason: 'Angry' });
    await agent.call('POST', `/support-tickets/${solved.id}/assign`, { assigneeId: agent.id });
    await agent.call('PATCH', `/support-tickets/${solved.id}`, { state: 'solved' });
    const escalations = server.app.get(TicketEscalations);
    for (const ticket of [again, byHand, solved]) {
      await escalations.escalateByItself(await stored(ticket));
      // As after a crash in between.
      await escalations.escalateByItself(await stored(ticket));
    }
    const count = async (ticket: SupportTicketDto) =>
      (await readTicket(agent, ticket)).history?.filter(({ field }) => field === 'escalation').length;
    expect(await Promise.all([again, byHand, solved].map(count))).toEqual([1, 1, 0]);
    expect((await readTicket(agent, byHand)).desk?.escalation).toMatchObject({ by: { id: agent.id } });
    const { items } = await lead.call<Page<NotificationDto>>('GET', '/notifications');
    expect(items.filter(({ groupKey }) => groupKey === `escalation:${again.id}`)).toMatchObject([{ count: 1 }]);
  });
});
