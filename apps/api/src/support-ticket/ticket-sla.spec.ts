import { randomUUID } from 'node:crypto';
import type { NotificationDto, Page, SlaPolicyDto, SlaPolicyInput, SupportTicketDto } from '@app/contracts';
import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { toObjectId } from '../common/object-id';
import { SlaPolicies } from '../sla/sla-policies';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, nextFact, type TestPerson } from '../testing/test-person';
import { SlaWatch } from './sla-watch';
import type { SupportTicket } from './support-ticket.schema';

const HOUR = 3_600_000;

describe(SlaWatch.name, () => {
  let server: TestApp;
  let customer: TestPerson;
  let agent: TestPerson;
  let admin: TestPerson;

  beforeAll(async () => {
    server = await startTestApp();
    customer = await buildPerson(server, { name: 'Amel Haddad' });
    agent = await buildPerson(server, { name: 'Nadia Bouzid', role: 'agent' });
    admin = await buildPerson(server, { name: 'Karim Amrani', role: 'admin' });
  });

  afterAll(async () => {
    for (const person of [customer, agent, admin]) person?.disconnect();
    await server?.stop();
  });

  const rows = () => server.app.get<Model<SupportTicket>>(getModelToken('SupportTicket'));
  const open = (extra: object = {}) =>
    customer.call<SupportTicketDto>('POST', '/support-tickets', {
      subject: 'Refund',
      category: 'booking',
      description: 'The deposit has not come back.',
      clientMsgId: randomUUID(),
      ...extra,
    });
  const get = (id: string, person = agent) => person.call<SupportTicketDto>('GET', `/support-tickets/${id}`);
  const patch = (id: string, body: object) => agent.call<SupportTicketDto>('PATCH', `/support-tickets/${id}`, body);
  /** As if everything about the ticket had happened so much earlier. */
  const age = async ({ id }: SupportTicketDto, ms: number) => {
    const ticket = await rows().findById(id).lean<SupportTicket>().exec();
    if (!ticket) throw new Error('No such ticket');
    const earlier = (at: Date) => new Date(at.getTime() - ms);
    await rows().collection.updateOne(
      { _id: ticket._id },
      {
        $set: {
          createdAt: earlier(ticket.createdAt),
          slaPolicies: ticket.slaPolicies?.map((each) => ({ ...each, at: earlier(each.at) })),
          slaTurns: ticket.slaTurns?.map((each) => ({ ...each, at: earlier(each.at) })),
          history: ticket.history.map((each) => ({ ...each, at: earlier(each.at) })),
        },
      },
    );
  };
  const stored = async (id: string) => (await rows().findById(id).lean<SupportTicket>().exec()) as SupportTicket;
  const hours = {
    timeZone: 'Africa/Algiers',
    blocks: [{ weekday: 0, from: 540, to: 1_020 }],
    holidays: ['2026-11-01'],
  };
  const promise = (extra: Partial<SlaPolicyInput> = {}): SlaPolicyInput => ({
    priority: 'urgent',
    category: 'complaint',
    hours,
    firstResponseMs: HOUR,
    nextResponseMs: null,
    resolutionMs: 4 * HOUR,
    ...extra,
  });

  it('shows staff three clocks, and the customer none', async () => {
    const { id } = await open();
    const { sla, createdAt } = await get(id);
    expect(sla).toMatchObject({
      firstResponse: { targetMs: 8 * HOUR, missedAt: null, metAt: null, isPaused: false },
      nextResponse: null,
      resolution: { targetMs: 72 * HOUR },
    });
    expect(sla?.firstResponse?.dueAt).toBe(new Date(Date.parse(createdAt) + 8 * HOUR).toISOString());
    expect((await get(id, customer)).sla).toBeNull();
  });

  it('is met by an answer of the staff, and the next one is owed from the customer’s next message', async () => {
    const ticket = await open();
    await agent.send(ticket.chatId, 'I look into it');
    expect((await get(ticket.id)).sla).toMatchObject({
      firstResponse: { metAt: expect.any(String) },
      nextResponse: null,
    });
    const { message } = await customer.send(ticket.chatId, 'And now?');
    await customer.send(ticket.chatId, 'Hello?');
    const due = new Date(Date.parse(message.createdAt) + 16 * HOUR).toISOString();
    expect((await get(ticket.id)).sla).toMatchObject({ nextResponse: { dueAt: due } });
    await agent.send(ticket.chatId, 'Tomorrow');
    expect((await get(ticket.id)).sla).toMatchObject({ nextResponse: null, missedNextResponses: 0 });
  });

  it('pauses the solution while pending, and keeps a late first answer late', async () => {
    const ticket = await open();
    await age(ticket, 9 * HOUR);
    await agent.send(ticket.chatId, 'Sorry, we are late');
    await patch(ticket.id, { state: 'pending' });
    expect((await get(ticket.id)).sla).toMatchObject({
      firstResponse: { missedAt: expect.any(String), metAt: expect.any(String) },
      resolution: { isPaused: true, dueAt: null },
    });
  });

  it('promises what the new priority promises, from then on', async () => {
    const ticket = await open();
    await age(ticket, HOUR / 2);
    expect((await patch(ticket.id, { priority: 'urgent' })).sla).toMatchObject({ firstResponse: { targetMs: HOUR } });
    const { slaPolicies } = await stored(ticket.id);
    expect(slaPolicies).toHaveLength(2);
  });

  it('lists what is due, the nearest first, in pages', async () => {
    const normal = await open({ subject: 'Later' });
    const urgent = await open({ subject: 'Soonest' });
    await patch(urgent.id, { priority: 'urgent' });
    const done = await open({ subject: 'Done' });
    await agent.send(done.chatId, 'Done');
    await patch(done.id, { state: 'solved' });
    const ids: string[] = [];
    let cursor = '';
    do {
      const page = await agent.call<Page<SupportTicketDto>>('GET', `/support-tickets?view=due&limit=2${cursor}`);
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : '';
    } while (cursor);
    expect(ids.indexOf(urgent.id)).toBeLessThan(ids.indexOf(normal.id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).not.toContain(done.id);
    const all = await rows()
      .find({ slaDueAt: { $type: 'date' } })
      .sort({ slaDueAt: 1, _id: 1 })
      .lean<SupportTicket[]>();
    expect(ids).toEqual(all.map(({ _id }) => _id.toHexString()));
  });

  it('owes nothing for what was solved without a word, until it is opened again', async () => {
    const { id } = await open();
    await agent.call('POST', `/support-tickets/${id}/assign`, { assigneeId: agent.id });
    await patch(id, { state: 'solved' });
    const due = async () =>
      (await agent.call<Page<SupportTicketDto>>('GET', '/support-tickets?view=due&limit=100')).items.map(
        (ticket) => ticket.id,
      );
    expect(await due()).not.toContain(id);
    await patch(id, { state: 'open' });
    expect(await due()).toContain(id);
  });

  it('runs no clock on what is solved or closed, whatever the customer said last', async () => {
    const [silent, asking] = [await open(), await open()];
    await agent.send(asking.chatId, 'I look into it');
    await agent.call('POST', `/support-tickets/${silent.id}/assign`, { assigneeId: agent.id });
    await customer.send(asking.chatId, 'And now?');
    for (const { id } of [silent, asking]) {
      for (const state of ['solved', 'closed']) {
        const { sla } = await patch(id, { state });
        expect(sla).toMatchObject({ nextResponse: null, resolution: { metAt: expect.any(String), dueAt: null } });
        expect(sla?.firstResponse?.metAt !== null).toBe(true);
        expect((await stored(id)).slaDueAt).toBeNull();
      }
    }
    expect((await get(silent.id)).sla?.firstResponse).toBeNull();
  });

  it('speaks up to the assignee when time is running out and when it is up, and to nobody when it was answered', async () => {
    const [late, answered] = [await open({ subject: 'Late' }), await open({ subject: 'Answered' })];
    for (const { id } of [late, answered]) {
      await agent.call('POST', `/support-tickets/${id}/assign`, { assigneeId: agent.id });
    }
    const desk = await agent.connect();
    await age(late, 8 * HOUR - 500);
    await age(answered, 8 * HOUR - 500);
    await agent.send(answered.chatId, 'In time');
    const rung = nextFact(desk, 'notification', ({ data }) => data.ticketId === late.id && data.sla !== undefined);
    const watch = server.app.get(SlaWatch);
    for (const { id } of [late, answered]) await watch.follow(await stored(id));
    expect((await rung).data.sla).toEqual({ target: 'firstResponse', kind: 'missed' });
    const { items } = await agent.call<Page<NotificationDto>>('GET', '/notifications');
    expect(items.filter(({ data }) => data.ticketId === answered.id && data.sla)).toEqual([]);
  });

  describe(SlaPolicies.name, () => {
    it('has one for each priority, and takes those of admins for what comes', async () => {
      const before = await open();
      const list = () => agent.call<SlaPolicyDto[]>('GET', '/sla-policies');
      expect((await list()).map(({ priority }) => priority)).toEqual(['low', 'normal', 'high', 'urgent']);
      const general = promise({ priority: 'normal', category: null, firstResponseMs: 2 * HOUR });
      expect(await admin.call('PUT', '/sla-policies', general)).toMatchObject(general);
      await admin.call('PUT', '/sla-policies', promise({ priority: 'normal', firstResponseMs: 3 * HOUR }));
      expect(await list()).toMatchObject([{}, general, {}, {}, { priority: 'normal', category: 'complaint' }]);
      const [booking, complaint] = [await open(), await open({ category: 'complaint' })];
      const promised = async ({ id }: SupportTicketDto) => (await get(id)).sla?.firstResponse?.targetMs;
      expect(await Promise.all([before, booking, complaint].map(promised))).toEqual([8 * HOUR, 2 * HOUR, 3 * HOUR]);
      expect((await stored(booking.id)).slaPolicies?.[0]?.policy.hours.week[0]).toEqual([{ from: 540, to: 1_020 }]);
      await server.app.get<Model<unknown>>(getModelToken('StoredSlaPolicy')).deleteMany({});
    });

    it.each([
      ['an unknown zone', { hours: { ...hours, timeZone: 'Mars/Base' } }],
      ['blocks that overlap', { hours: { ...hours, blocks: [...hours.blocks, { weekday: 0, from: 600, to: 660 }] } }],
      ['a block that ends before it begins', { hours: { ...hours, blocks: [{ weekday: 1, from: 600, to: 540 }] } }],
      ['a desk that never opens', { hours: { ...hours, blocks: [] } }],
      ['a holiday that is no date', { hours: { ...hours, holidays: ['tomorrow'] } }],
      ['a promise of no time', { firstResponseMs: 0 }],
      ['an unknown priority', { priority: 'asap' as never }],
    ])('refuses %s', async (_name, extra) => {
      expect(await admin.request('PUT', '/sla-policies', promise(extra))).toMatchObject({
        status: 400,
        body: { error: { code: 'VALIDATION' } },
      });
    });

    it('is changed by admins alone, and no business of customers', async () => {
      expect((await agent.request('PUT', '/sla-policies', promise())).status).toBe(403);
      expect((await customer.request('GET', '/sla-policies')).status).toBe(403);
    });
  });

  it('keeps tickets of before promises without any', async () => {
    const { id } = await open();
    await rows().collection.updateOne(
      { _id: toObjectId(id) },
      { $unset: { slaPolicies: 1, slaTurns: 1, slaDueAt: 1 } },
    );
    expect((await get(id)).sla).toEqual({
      firstResponse: null,
      nextResponse: null,
      resolution: null,
      missedNextResponses: 0,
    });
  });
});
