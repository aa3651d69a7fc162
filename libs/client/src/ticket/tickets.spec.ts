import { buildMe, buildTicket, buildUser } from '../testing/build';
import { buildStaffTicket } from '../testing/build-desk';
import { buildWorld, type World } from '../testing/build-world';
import { settle } from '../testing/fake-clock';
import { isInView, newerTicket } from './ticket-facts';
import { NO_TICKET_FILTER, type TicketListView } from './ticket-list';

const agent = buildMe({ id: 'ana', role: 'agent' });
const LATER = '2026-01-01T01:00:00.000Z';

async function buildDesk(): Promise<World> {
  const world = buildWorld({ me: agent });
  world.network.routes.set('GET support-tickets', () => ({ items: [buildStaffTicket()], nextCursor: null }));
  world.parley.start();
  await settle();
  await world.parley.tickets.setView({ view: 'unassigned' });
  return world;
}

describe('the ticket list', () => {
  it('loads a view and keeps it live: new ones on top, taken ones out', async () => {
    const { parley, network } = await buildDesk();
    expect(parley.tickets.getState().ids).toEqual(['t1']);
    network.announce({ name: 'ticketUpdated', data: buildStaffTicket({ id: 't2', updatedAt: LATER }) });
    await settle();
    expect(parley.tickets.getState().ids).toEqual(['t2', 't1']);
    network.announce({
      name: 'ticketUpdated',
      data: buildStaffTicket({ assignee: buildUser({ id: 'ana' }), updatedAt: LATER }),
    });
    await settle();
    expect(parley.tickets.getState().ids).toEqual(['t2']);
    expect(parley.tickets.getState().byId.t1?.assignee?.id).toBe('ana');
    await parley.stop();
  });

  it('sorts by what is due, and drops what was answered', async () => {
    const { parley, network } = await buildDesk();
    const at = (hour: number) => `2026-01-01T${String(hour).padStart(2, '0')}:00:00.000Z`;
    const clock = (dueAt: string | null, metAt: string | null = null) => ({
      ...{ targetMs: 1, elapsedMs: 0, warnAt: null, missedAt: null, isPaused: false },
      ...{ dueAt, metAt },
    });
    const due = (id: string, first: string | null, resolution: string | null) =>
      buildStaffTicket({
        id,
        sla: {
          firstResponse: first ? clock(first) : clock(null, at(1)),
          nextResponse: null,
          resolution: clock(resolution),
          missedNextResponses: 0,
        },
      });
    const items = [due('t1', at(9), at(20)), due('t2', null, at(5)), due('t3', null, null)];
    network.routes.set('GET support-tickets', () => ({ items, nextCursor: null }));
    await parley.tickets.setView({ view: 'due' });
    expect(parley.tickets.getState().ids).toEqual(['t2', 't1']);
    expect(network.requests.at(-1)).toContain('support-tickets');
    network.announce({ name: 'ticketUpdated', data: { ...due('t1', null, at(20)), updatedAt: LATER } });
    network.announce({ name: 'ticketUpdated', data: due('t4', at(3), null) });
    await settle();
    expect(parley.tickets.getState().ids).toEqual(['t4', 't2', 't1']);
    await parley.stop();
  });

  it('asks for what it filters by, and finds others without showing them', async () => {
    const { parley, network } = await buildDesk();
    await parley.tickets.setView({ view: 'all', tag: 'refund', language: 'ar' });
    expect(parley.tickets.getState().ids).toEqual([]);
    const other = buildStaffTicket({ id: 't7' });
    network.routes.set('GET support-tickets', () => ({ items: [other], nextCursor: null }));
    expect(await parley.tickets.find({ requesterId: 'ben' })).toEqual([other]);
    expect(parley.tickets.getState().byId.t7).toEqual(other);
    expect(parley.tickets.getState().ids).toEqual([]);
    await parley.stop();
  });

  it('fetches a single ticket once, and again after a reconnect', async () => {
    const { parley, network, clock } = await buildDesk();
    network.routes.set('GET support-tickets/t9', () =>
      buildStaffTicket({ id: 't9', assignee: buildUser({ id: 'zoe' }) }),
    );
    await parley.tickets.ensure('t9');
    await parley.tickets.ensure('t9');
    const asked = () => network.requests.filter((path) => path === 'GET support-tickets/t9').length;
    expect(asked()).toBe(1);
    network.cut();
    await clock.advance(1_000);
    expect(asked()).toBe(2);
    await parley.stop();
  });
});

describe(isInView.name, () => {
  const inView = (ticket: ReturnType<typeof buildStaffTicket>, shown: Partial<TicketListView>) =>
    isInView(ticket, { view: 'all', ...NO_TICKET_FILTER, ...shown }, agent);

  it('shows customers their own tickets whatever the view', () => {
    const customer = { id: 'ana', role: 'user' } as const;
    const view = { view: 'unassigned', ...NO_TICKET_FILTER } as const;
    expect(isInView(buildTicket(), view, customer)).toBe(true);
    expect(isInView(buildTicket({ requester: buildUser({ id: 'zoe' }) }), view, customer)).toBe(false);
  });

  it('goes by assignee and escalation for staff', () => {
    const mine = buildStaffTicket({ assignee: buildUser({ id: 'ana' }), state: 'open' });
    expect(inView(mine, { view: 'mine' })).toBe(true);
    expect(inView(mine, { view: 'unassigned' })).toBe(false);
    expect(inView(mine, { view: 'escalated' })).toBe(false);
    const escalation = { at: LATER, by: buildUser(), reason: 'angry' };
    expect(inView(buildStaffTicket({ desk: { escalation } }), { view: 'escalated' })).toBe(true);
  });

  it('keeps snoozed and archived tickets to their own views', () => {
    const snoozed = buildStaffTicket({ desk: { snoozedUntil: LATER } });
    const archived = buildStaffTicket({ desk: { archivedAt: LATER } });
    const viewsOf = (ticket: ReturnType<typeof buildStaffTicket>) =>
      (['all', 'unassigned', 'snoozed', 'archived'] as const).filter((view) => inView(ticket, { view }));
    expect(viewsOf(buildStaffTicket())).toEqual(['all', 'unassigned']);
    expect(viewsOf(snoozed)).toEqual(['snoozed']);
    expect(viewsOf(archived)).toEqual(['archived']);
  });

  it.each([
    [{ state: 'open' }, { state: 'solved' }],
    [{ category: 'booking' }, { category: 'general' }],
    [{ priority: 'high' }, { priority: 'low' }],
    [{ tag: 'refund' }, { tag: 'refunds' }],
    [{ language: 'ar' }, { language: 'fr' }],
    [{ assigneeId: 'zoe' }, { assigneeId: 'ana' }],
  ] as const)('filters by %o', (hit, miss) => {
    const ticket = buildStaffTicket({
      ...{ state: 'open', category: 'booking', priority: 'high', assignee: buildUser({ id: 'zoe' }) },
      desk: { tags: ['delivery', 'refund'], language: 'ar' },
    });
    expect(inView(ticket, hit)).toBe(true);
    expect(inView(ticket, miss)).toBe(false);
  });
});

describe(newerTicket.name, () => {
  it('never goes back in time', () => {
    const known = buildTicket({ updatedAt: LATER });
    expect(newerTicket(known, buildTicket())).toBe(known);
    expect(newerTicket(buildTicket(), known)).toBe(known);
  });
});
