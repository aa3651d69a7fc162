import type { SavedViewDto } from '@app/contracts';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, type TestPerson } from '../testing/test-person';
import { TicketViewService } from './ticket-view.service';

describe(TicketViewService.name, () => {
  let server: TestApp;
  let agent: TestPerson;
  let colleague: TestPerson;
  let admin: TestPerson;

  beforeAll(async () => {
    server = await startTestApp();
    agent = await buildPerson(server, { role: 'agent' });
    colleague = await buildPerson(server, { role: 'agent' });
    admin = await buildPerson(server, { role: 'admin' });
  });

  afterAll(() => server?.stop());

  const query = { view: 'unassigned', category: 'complaint', tag: 'refund', language: 'ar' };
  const namesOf = async (person: TestPerson) =>
    (await person.call<SavedViewDto[]>('GET', '/ticket-views')).map(({ name }) => name);

  it('keeps a question to the queue, to be asked again', async () => {
    const saved = await agent.call<SavedViewDto>('POST', '/ticket-views', { name: 'Arabic complaints', query });
    expect(saved).toMatchObject({ name: 'Arabic complaints', isTeam: false, query });
    expect(await agent.call('GET', '/ticket-views')).toEqual([saved]);
    expect(await namesOf(colleague)).toEqual([]);
    const asked = new URLSearchParams(saved.query as Record<string, string>);
    expect(await agent.request('GET', `/support-tickets?${asked}`)).toMatchObject({ status: 200 });
    const changed = await agent.call<SavedViewDto>('PUT', `/ticket-views/${saved.id}`, { name: 'All', query: {} });
    expect(changed).toEqual({ id: saved.id, name: 'All', isTeam: false, query: {} });
  });

  it('shows the team’s to all, first; only admins look after them', async () => {
    const team = await admin.call<SavedViewDto>('POST', '/ticket-views', { name: 'Team', isTeam: true, query });
    await agent.call('POST', '/ticket-views', { name: 'A view of mine', query });
    expect((await namesOf(agent))[0]).toBe('Team');
    expect(await namesOf(colleague)).toEqual(['Team']);
    const change = { name: 'Team', isTeam: true, query: {} };
    expect(await agent.request('PUT', `/ticket-views/${team.id}`, change)).toMatchObject({ status: 403 });
    expect(await agent.request('PUT', `/ticket-views/${team.id}`, { name: 'Mine now', query: {} })).toMatchObject({
      status: 403,
    });
    expect(await agent.request('DELETE', `/ticket-views/${team.id}`)).toMatchObject({ status: 403 });
    expect(await agent.request('POST', '/ticket-views', change)).toMatchObject({ status: 403 });
    expect(await admin.request('DELETE', `/ticket-views/${team.id}`)).toMatchObject({ status: 200 });
  });

  it('has a name once', async () => {
    await colleague.call('POST', '/ticket-views', { name: 'Twice', query: {} });
    expect(await colleague.request('POST', '/ticket-views', { name: 'Twice', query: {} })).toMatchObject({
      status: 409,
      body: { error: { code: 'CONFLICT' } },
    });
  });

  it.each([
    ['no name', { name: ' ', query }],
    ['no question', { name: 'a' }],
    ['an unknown view', { name: 'a', query: { view: 'deleted' } }],
    ['a cursor', { name: 'a', query: { cursor: 'abc' } }],
    ['an operator', { name: 'a', query: { assigneeId: { $ne: null } } }],
  ])('refuses %s', async (_, body) => {
    expect(await agent.request('POST', '/ticket-views', body)).toMatchObject({ status: 400 });
  });
});
