import { buildMe, buildTicket, buildUser } from '../testing/build';
import { buildWorld, type World } from '../testing/build-world';
import { settle } from '../testing/fake-clock';
import { isInView, newerTicket } from './ticket-facts';

const agent = buildMe({ id: 'ana', role: 'agent' });
const LATER = '2026-01-01T01:00:00.000Z';

async function buildDesk(): Promise<World> {
  const world = buildWorld({ me: agent });
  world.network.routes.set('GET support-tickets', () => ({ items: [buildTicket()], nextCursor: null }));
  world.parley.start();
  await settle();
  await world.parley.tickets.setView({ view: 'unassigned' });
  return world;
}

describe('the ticket list', () => {
  it('loads a view and keeps it live: new ones on top, taken ones out', async () => {
    const { parley, network } = await buildDesk();
    expect(parley.tickets.getState().ids).toEqual(['t1']);
    network.announce({ name: 'ticketUpdated', data: buildTicket({ id: 't2', updatedAt: LATER }) });
    await settle();
    expect(parley.tickets.getState().ids).toEqual(['t2', 't1']);
    network.announce({
      name: 'ticketUpdated',
      data: buildTicket({ assignee: buildUser({ id: 'ana' }), updatedAt: LATER }),
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
      buildTicket({
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

  it('fetches a single ticket once, and again after a reconnect', async () => {
    const { parley, network, clock } = await buildDesk();
    network.routes.set('GET support-tickets/t9', () => buildTicket({ id: 't9', assignee: buildUser({ id: 'zoe' }) }));
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
  const all = { view: 'all', state: null } as const;

  it('shows customers their own tickets whatever the view', () => {
    const customer = { id: 'ana', role: 'user' } as const;
    expect(isInView(buildTicket(), { ...all, view: 'unassigned' }, customer)).toBe(true);
    expect(isInView(buildTicket({ requester: buildUser({ id: 'zoe' }) }), all, customer)).toBe(false);
  });

  it('filters by state and assignee for staff', () => {
    const mine = buildTicket({ assignee: buildUser({ id: 'ana' }), state: 'open' });
    expect(isInView(mine, { ...all, view: 'mine' }, agent)).toBe(true);
    expect(isInView(mine, { ...all, view: 'unassigned' }, agent)).toBe(false);
    expect(isInView(mine, { ...all, state: 'solved' }, agent)).toBe(false);
  });
});

describe(newerTicket.name, () => {
  it('never goes back in time', () => {
    const known = buildTicket({ updatedAt: LATER });
    expect(newerTicket(known, buildTicket())).toBe(known);
    expect(newerTicket(buildTicket(), known)).toBe(known);
  });
});
