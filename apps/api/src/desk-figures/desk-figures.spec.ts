import { randomUUID } from 'node:crypto';
import type { DeskFiguresDto, SupportTicketDto } from '@app/contracts';
import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { toObjectId } from '../common/object-id';
import type { SupportTicket } from '../support-ticket/support-ticket.schema';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, type TestPerson } from '../testing/test-person';
import { changeTicket, openTicket } from '../testing/ticket-steps';
import { DeskFiguresService } from './desk-figures.service';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MARCH = 'from=2026-03-01&to=2026-03-31&timeZone=UTC';

describe(DeskFiguresService.name, () => {
  let server: TestApp;
  let customer: TestPerson;
  let nadia: TestPerson;
  let salim: TestPerson;
  let lead: TestPerson;

  beforeAll(async () => {
    server = await startTestApp();
    customer = await buildPerson(server, { name: 'Amel Haddad' });
    nadia = await buildPerson(server, { name: '=Nadia, "N"', role: 'agent' });
    salim = await buildPerson(server, { name: 'Salim', role: 'agent' });
    lead = await buildPerson(server, { name: 'Karim', role: 'admin' });
  });

  afterAll(() => server?.stop());

  // Tickets are put into the past behind the back of what has been counted.
  const forgetDays = () =>
    Promise.all(
      ['FigureDay', 'FigureRange'].map((name) => server.app.get<Model<unknown>>(getModelToken(name)).deleteMany({})),
    );

  beforeEach(() => Promise.all([rows().deleteMany({}), forgetDays()]));

  const rows = () => server.app.get<Model<SupportTicket>>(getModelToken('SupportTicket'));
  const figures = (query = MARCH, person = lead) => person.call<DeskFiguresDto>('GET', `/desk/figures?${query}`);
  const dayOf = ({ byDay }: DeskFiguresDto, day: string) => byDay.find((each) => each.day === day);

  /** As if the n-th thing that happened to the ticket had been at the n-th moment; what is between moves along. */
  const happenedAt = async (
    { id }: SupportTicketDto,
    moments: { opened: string; answered?: string; history?: string[]; closed?: string },
  ) => {
    const ticket = (await rows().findById(id).lean<SupportTicket>()) as SupportTicket;
    const opened = new Date(moments.opened);
    const answered = new Date(moments.answered ?? moments.opened);
    await rows().collection.updateOne(
      { _id: toObjectId(id) },
      {
        $set: {
          createdAt: opened,
          slaPolicies: ticket.slaPolicies?.map((each) => ({ ...each, at: opened })),
          slaTurns: ticket.slaTurns?.map((each) => ({ ...each, at: answered })),
          history: ticket.history.map((entry, index) => ({
            ...entry,
            at: new Date(index === 0 ? moments.opened : (moments.history?.[index - 1] ?? answered)),
          })),
          ...(moments.closed && { closedAt: new Date(moments.closed) }),
        },
      },
    );
  };

  /** Opened by the customer, answered and solved by an agent: assignee, open, solved. */
  const solved = async (agent: TestPerson, extra: object = {}, person = customer) => {
    const ticket = await openTicket(person, extra);
    await agent.send(ticket.chatId, 'Done');
    return changeTicket(agent, ticket, { state: 'solved' });
  };

  it('adds up what came, was answered, solved and promised, by day, agent and category', async () => {
    const [quick, slow] = [await solved(nadia), await solved(salim, { category: 'complaint' })];
    const waiting = await openTicket(customer);
    const nine = '2026-03-10T09:00:00Z';
    await happenedAt(quick, {
      ...{ opened: '2026-03-10T08:00:00Z', answered: nine },
      history: [nine, nine, '2026-03-10T10:00:00Z'],
    });
    await happenedAt(slow, {
      ...{ opened: '2026-03-10T00:00:00Z', answered: '2026-03-10T12:00:00Z' },
      history: ['2026-03-10T12:00:00Z', '2026-03-10T12:00:00Z', '2026-03-14T00:00:00Z'],
    });
    await happenedAt(waiting, { opened: '2026-03-12T08:00:00Z' });
    const march = await figures();
    expect(march).toMatchObject({ from: '2026-03-01', to: '2026-03-31', timeZone: 'UTC', backlog: 1 });
    expect(march.total).toMatchObject({
      ...{ opened: 3, solved: 2, reopened: 0 },
      firstResponse: { count: 2, medianMs: 6.5 * HOUR, p90Ms: 10.9 * HOUR },
      resolution: { count: 2, medianMs: 49 * HOUR },
      // Kept: the quick one's both. Broken: the slow one's both (8 h, 72 h), and the first answer of the one that waits, and its solution.
      sla: { met: 2, missed: 4 },
    });
    expect(march.byDay).toHaveLength(31);
    expect(march.byDay.map(({ backlog }) => backlog).slice(8, 15)).toEqual([0, 1, 1, 2, 2, 1, 1]);
    expect(dayOf(march, '2026-03-10')).toMatchObject({ opened: 2, solved: 1, firstResponse: { medianMs: 6.5 * HOUR } });
    expect(march.byAgent.map(({ agent, solved, sla }) => [agent.id, solved, sla])).toEqual([
      [nadia.id, 1, { met: 2, missed: 0 }],
      [salim.id, 1, { met: 0, missed: 1 }],
    ]);
    const category = (name: string) => march.byCategory.find((each) => each.category === name);
    expect(category('complaint')).toMatchObject({ opened: 1, solved: 1, resolution: { medianMs: 4 * DAY } });
    expect(category('general')).toMatchObject({ opened: 0, firstResponse: { count: 0, medianMs: null, p90Ms: null } });
    expect((await figures('from=2026-02-01&to=2026-02-28&timeZone=UTC')).total).toMatchObject({ opened: 0, solved: 0 });
  });

  it('shows agents the whole, and themselves alone', async () => {
    const tickets = [await solved(nadia), await solved(salim)];
    for (const ticket of tickets) await happenedAt(ticket, { opened: '2026-03-10T08:00:00Z' });
    const own = await figures(MARCH, salim);
    expect(own.total.solved).toBe(2);
    expect(own.byAgent.map(({ agent }) => agent.id)).toEqual([salim.id]);
    expect((await figures()).byAgent).toHaveLength(2);
    expect((await customer.request('GET', `/desk/figures?${MARCH}`)).status).toBe(403);
    expect((await customer.request('GET', `/desk/figures.csv?${MARCH}`)).status).toBe(403);
  });

  it('goes by the days of the zone, summer and winter', async () => {
    const ticket = await openTicket(customer);
    await happenedAt(ticket, { opened: '2026-03-28T23:30:00Z' });
    const day = async (timeZone: string) =>
      (await figures(`from=2026-03-01&to=2026-03-31&timeZone=${timeZone}`)).byDay.find(({ opened }) => opened === 1)
        ?.day;
    expect(await Promise.all(['UTC', 'Europe/Paris', 'America/New_York'].map(day))).toEqual([
      ...['2026-03-28', '2026-03-29', '2026-03-28'],
    ]);
    await happenedAt(ticket, { opened: '2026-03-29T22:30:00Z' });
    expect(await day('Europe/Paris')).toBe('2026-03-30');
  });

  it('counts reopenings and ratings, and finds what is snoozed, closed and archived', async () => {
    const rater = await buildPerson(server, { name: 'Yacine' });
    const ticket = await solved(nadia, {}, rater);
    await rater.call('PUT', `/support-tickets/${ticket.id}/rating`, { score: 4 });
    await rater.send(ticket.chatId, 'Not yet');
    await nadia.call('PATCH', `/support-tickets/${ticket.id}`, { state: 'solved' });
    await nadia.call('PATCH', `/support-tickets/${ticket.id}`, { state: 'closed' });
    await happenedAt(ticket, { opened: '2026-03-10T08:00:00Z', closed: '2026-03-10T09:00:00Z' });
    await rows().updateOne({ _id: toObjectId(ticket.id) }, { archivedAt: new Date() });
    const snoozed = await openTicket(customer);
    await changeTicket(nadia, snoozed, { snoozedUntil: new Date(Date.now() + DAY).toISOString() });
    await happenedAt(snoozed, { opened: '2026-03-11T08:00:00Z' });
    const march = await figures();
    expect(march.total).toMatchObject({ opened: 2, solved: 2, reopened: 1 });
    expect(march.total.rating).toEqual({ count: 1, mean: 4, satisfiedPercent: 100 });
    expect(march.backlog).toBe(1);
    expect(march.byDay.at(-1)?.backlog).toBe(1);
  });

  it('keeps the days that it has counted, and counts one again after a late rating', async () => {
    const rater = await buildPerson(server, { name: 'Ratiba' });
    const ticket = await solved(nadia, {}, rater);
    await changeTicket(nadia, ticket, { state: 'closed' });
    const at = '2026-03-10T08:00:00.000Z';
    await happenedAt(ticket, { opened: at, history: Array(9).fill(at), closed: at });
    const waiting = await openTicket(customer);
    await happenedAt(waiting, { opened: '2026-03-11T08:00:00Z' });
    const before = await figures();
    expect(before.total).toMatchObject({ opened: 2, solved: 1, rating: { count: 0 } });
    expect(before.byAgent.map(({ agent, solved }) => [agent.id, solved])).toEqual([[nadia.id, 1]]);
    // Read from what was kept: the ticket itself is out of sight.
    await rows().updateOne({ _id: toObjectId(ticket.id) }, { closedAt: null });
    expect(await figures()).toEqual(before);
    await rows().updateOne({ _id: toObjectId(ticket.id) }, { closedAt: new Date(at) });
    await rater.call('PUT', `/support-tickets/${ticket.id}/rating`, { score: 5 });
    const sinceMarch = await figures(`from=2026-03-01&to=${new Date().toISOString().slice(0, 10)}&timeZone=UTC`);
    expect(sinceMarch.total).toMatchObject({ opened: 2, solved: 1, rating: { count: 1, mean: 5 } });
  });

  it('tells the same from what was kept as from the tickets', async () => {
    for (const [index, agent] of [nadia, salim, nadia].entries()) {
      const ticket = await solved(agent, { category: index === 1 ? 'complaint' : 'booking' });
      await changeTicket(agent, ticket, { state: 'closed' });
      const day = `2026-03-0${index + 2}`;
      await happenedAt(ticket, {
        ...{ opened: `${day}T22:00:00Z`, answered: `${day}T23:30:00Z`, closed: '2026-03-09T12:00:00Z' },
        history: [1, 2, 3, 4].map((step) => `2026-03-0${index + 4}T0${step}:00:00Z`),
      });
    }
    for (const zone of ['UTC', 'Asia/Kolkata', 'America/New_York']) {
      await forgetDays();
      const query = `from=2026-03-01&to=2026-03-31&timeZone=${zone}`;
      const counted = await figures(query);
      expect(counted.total).toMatchObject({ opened: 3, solved: 3 });
      expect(await figures(query)).toEqual(counted);
    }
  });

  it('does not take a ticket that was merged away for solved, nor its promises for broken', async () => {
    const [older, younger] = [await openTicket(customer), await openTicket(customer)];
    await nadia.call('POST', `/support-tickets/${older.id}/merge`, { withId: younger.id });
    await happenedAt(younger, { opened: '2026-03-10T08:00:00Z' });
    await rows().deleteOne({ _id: toObjectId(older.id) });
    expect(await figures()).toMatchObject({
      total: { opened: 1, solved: 0, resolution: { count: 0 }, sla: { met: 0, missed: 0 } },
      backlog: 0,
    });
  });

  it('is to be had as a table that spreadsheets read and do not obey', async () => {
    await happenedAt(await solved(nadia), { opened: '2026-03-10T08:00:00Z' });
    const response = await lead.download(`/api/desk/figures.csv?${MARCH}`);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="desk-2026-03-01-2026-03-31.csv"');
    const bytes = Buffer.from(await response.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [header, total, ...rest] = bytes.toString('utf8').slice(1).split('\r\n');
    expect(header).toMatch(/^part,name,opened,solved,reopened,backlog,first_response_count,/);
    expect(total).toMatch(/^total,,1,1,0,0,1,/);
    expect(rest.filter((line) => line.startsWith('day,2026-03-'))).toHaveLength(31);
    expect(rest.find((line) => line.startsWith('agent,'))).toMatch(/^agent,"'=Nadia, ""N""",1,1,0,,/);
    expect(rest.filter((line) => line.startsWith('category,'))).toHaveLength(4);
  });

  it.each([
    ['no days', ''],
    ['a day that no month has', 'from=2026-02-30&to=2026-03-01'],
    ['an end before the beginning', 'from=2026-03-02&to=2026-03-01'],
    ['more than a year', 'from=2025-01-01&to=2026-03-01'],
    ['an unknown zone', `from=2026-03-01&to=2026-03-01&timeZone=Mars/Base`],
    ['an unknown key', `${MARCH}&agent=${randomUUID()}`],
  ])('refuses %s', async (_name, query) => {
    expect(await lead.request('GET', `/desk/figures?${query}`)).toMatchObject({
      status: 400,
      body: { error: { code: 'VALIDATION' } },
    });
  });
});
