import type { CannedReplyDto } from '@app/contracts';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, type TestPerson } from '../testing/test-person';
import { CannedReplyService } from './canned-reply.service';

describe(CannedReplyService.name, () => {
  let server: TestApp;
  let agent: TestPerson;
  let colleague: TestPerson;
  let customer: TestPerson;

  beforeAll(async () => {
    server = await startTestApp();
    agent = await buildPerson(server, { role: 'agent' });
    colleague = await buildPerson(server, { role: 'agent' });
    customer = await buildPerson(server);
  });

  afterAll(() => server?.stop());

  const input = (shortcut: string, extra: object = {}) => ({
    shortcut,
    title: 'A greeting',
    variants: { en: 'Hello {{customer.name|friend}}', ar: 'أهلا {{customer.name}}' },
    ...extra,
  });
  const create = (person: TestPerson, body: object) => person.call<CannedReplyDto>('POST', '/canned-replies', body);
  const shortcuts = async (person: TestPerson) =>
    (await person.call<CannedReplyDto[]>('GET', '/canned-replies')).map(({ shortcut, isTeam }) => [shortcut, isTeam]);

  it('keeps one’s own to oneself, and shares the team’s', async () => {
    const own = await create(agent, input('hello'));
    await create(agent, input('closing', { isTeam: true }));
    expect(own).toMatchObject({ shortcut: 'hello', isTeam: false, variants: { ar: 'أهلا {{customer.name}}' } });
    expect(await shortcuts(agent)).toEqual([
      ['closing', true],
      ['hello', false],
    ]);
    expect(await shortcuts(colleague)).toEqual([['closing', true]]);
    for (const method of ['PUT', 'DELETE']) {
      const answer = await colleague.request(
        method,
        `/canned-replies/${own.id}`,
        method === 'PUT' ? input('x') : undefined,
      );
      expect(answer).toMatchObject({ status: 403 });
    }
  });

  it('lets everybody on the desk change the team’s, whole', async () => {
    const team = await create(agent, input('refund', { isTeam: true }));
    const changed = await colleague.call<CannedReplyDto>('PUT', `/canned-replies/${team.id}`, {
      ...input('refund-2', { isTeam: true }),
      variants: { fr: 'Bonjour' },
    });
    expect(changed).toMatchObject({ id: team.id, shortcut: 'refund-2', variants: { fr: 'Bonjour' } });
    expect(changed.variants.en).toBeUndefined();
    expect(await colleague.request('DELETE', `/canned-replies/${team.id}`)).toMatchObject({ status: 200 });
    expect(await agent.request('DELETE', `/canned-replies/${team.id}`)).toMatchObject({ status: 403 });
  });

  it('has a shortcut once for the team and once for oneself; one’s own comes first', async () => {
    await create(colleague, input('twice', { isTeam: true }));
    await create(colleague, input('twice'));
    expect((await shortcuts(colleague)).filter(([shortcut]) => shortcut === 'twice')).toEqual([
      ['twice', false],
      ['twice', true],
    ]);
    for (const extra of [{}, { isTeam: true }]) {
      expect(await colleague.request('POST', '/canned-replies', input('twice', extra))).toMatchObject({
        status: 409,
        body: { error: { code: 'CONFLICT', fields: { shortcut: 'is taken' } } },
      });
    }
  });

  it('is no business of customers', async () => {
    expect(await customer.request('GET', '/canned-replies')).toMatchObject({ status: 403 });
    expect(await customer.request('POST', '/canned-replies', input('mine'))).toMatchObject({ status: 403 });
  });

  it.each([
    ['capitals', input('Hello')],
    ['a space', input('hello there')],
    ['a stroke at the end', input('hello-')],
    ['no text at all', input('empty', { variants: {} })],
    ['a blank text', input('blank', { variants: { en: ' ' } })],
    ['an unknown language', input('german', { variants: { de: 'Hallo' } })],
    ['an owner', input('owned', { ownerId: 'f'.repeat(24) })],
  ])('refuses %s', async (_, body) => {
    expect(await agent.request('POST', '/canned-replies', body)).toMatchObject({ status: 400 });
  });
});
