import type { SupportTicketDto, TicketViewersDto } from '@app/contracts';
import { Cluster } from '../cluster/cluster';
import { isTrue } from '../testing/is-true';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, nextFact, recordFacts, TestPerson, type TestSocket } from '../testing/test-person';
import { REDIS_SERVER, startTestRedis, type TestRedis } from '../testing/test-redis';
import { openTicket } from '../testing/ticket-steps';
import { TicketViewers } from './ticket-viewers';

describe(TicketViewers.name, () => {
  let server: TestApp;
  let customer: TestPerson;
  let nadia: TestPerson;
  let salim: TestPerson;
  let ticket: SupportTicketDto;

  beforeAll(async () => {
    // A tab is forgotten soon, but not sooner than a loaded machine needs for one command.
    server = await startTestApp({ limits: { focusStaleMs: 1_000 } });
    customer = await buildPerson(server, { name: 'Amel Haddad' });
    nadia = await buildPerson(server, { name: 'Nadia Bouzid', role: 'agent' });
    salim = await buildPerson(server, { name: 'Salim Rahmani', role: 'agent' });
  });

  beforeEach(async () => {
    ticket = await openTicket(customer);
  });

  afterEach(() => {
    for (const person of [customer, nadia, salim]) person.disconnect();
  });

  afterAll(() => server?.stop());

  const look = (person: TestPerson, tab: TestSocket, isReplying = false, ticketId: string | null = ticket.id) =>
    person.emit(tab, 'viewTicket', { ticketId, isReplying });
  const names = ({ viewers }: TicketViewersDto) =>
    viewers.map(({ user, isReplying }) => `${user.name}${isReplying ? ' replies' : ''}`).sort();
  const hears = (tab: TestSocket, ...expected: string[]) =>
    nextFact(tab, 'ticketViewers', (fact) => names(fact).join() === expected.join());

  it('tells each who else has the ticket in front of them, and who replies', async () => {
    const [here, there] = [await nadia.connect(), await salim.connect()];
    await look(nadia, here);
    const both = [hears(here, 'Nadia Bouzid', 'Salim Rahmani'), hears(there, 'Nadia Bouzid', 'Salim Rahmani')];
    await look(salim, there);
    await Promise.all(both);
    const replying = hears(here, 'Nadia Bouzid', 'Salim Rahmani replies');
    await look(salim, there, true);
    await replying;
  });

  it('counts a person once, however many tabs they have', async () => {
    const [first, second, there] = [await nadia.connect(), await nadia.connect(), await salim.connect()];
    await look(nadia, first);
    await look(nadia, second, true);
    const told = hears(there, 'Nadia Bouzid replies', 'Salim Rahmani');
    await look(salim, there);
    await told;
  });

  it('forgets a tab that goes on, that closes, and that says nothing any more', async () => {
    const [here, there] = [await nadia.connect(), await salim.connect()];
    const other = await openTicket(customer);
    await look(nadia, here);
    await look(salim, there);
    const moved = hears(here, 'Nadia Bouzid');
    await look(salim, there, false, other.id);
    await moved;
    await look(salim, there);
    const closed = hears(here, 'Nadia Bouzid');
    there.disconnect();
    await closed;
    const back = await salim.connect();
    await look(salim, back);
    // Salim's tab stays open but is silent; Nadia's is not.
    const silent = hears(here, 'Nadia Bouzid');
    const beats: Promise<unknown>[] = [];
    const beat = setInterval(() => beats.push(look(nadia, here)), 200);
    await silent;
    clearInterval(beat);
    await Promise.all(beats);
  });

  it('is for the staff alone', async () => {
    const [phone, here] = [await customer.connect(), await nadia.connect()];
    const facts = recordFacts(phone);
    expect(await look(customer, phone)).toMatchObject({ success: false, error: { code: 'FORBIDDEN' } });
    await look(nadia, here, true);
    await customer.emit(phone, 'setActivity', { isIdle: false });
    expect(facts.filter(({ fact }) => fact === 'ticketViewers')).toEqual([]);
    const unknown = await look(nadia, here, false, 'f'.repeat(24));
    expect(unknown).toMatchObject({ success: false, error: { code: 'FORBIDDEN' } });
  });

  it.each([[{}], [{ ticketId: 'abc', isReplying: true }], [{ ticketId: null }], [null]])(
    'refuses %j',
    async (input) => {
      const tab = await nadia.connect();
      expect(await nadia.emit(tab, 'viewTicket', input)).toMatchObject({
        success: false,
        error: { code: 'VALIDATION' },
      });
    },
  );
});

// Without redis-server on the machine there is nothing to share: npm test says so and how to get it.
const withRedis = REDIS_SERVER ? describe : describe.skip;

withRedis(`${TicketViewers.name} of two processes`, () => {
  let redis: TestRedis;
  let one: TestApp;
  let two: TestApp;

  beforeAll(async () => {
    redis = await startTestRedis();
    const options = { env: { REDIS_URL: redis.url } };
    one = await startTestApp(options);
    two = await startTestApp({ ...options, sharedWith: one });
    await isTrue(() => [one, two].every(({ app }) => app.get(Cluster).nodeIds.length === 2));
  }, 60_000);

  afterAll(async () => {
    await two?.stop();
    await one?.stop();
    await redis?.kill();
  });

  it('shows each agent the other, who replies, and who has gone, whichever process they came to', async () => {
    const nadia = await buildPerson(one, { name: 'Nadia Bouzid', role: 'agent' });
    const salim = await buildPerson(one, { name: 'Salim Rahmani', role: 'agent' });
    const elsewhere = new TestPerson(two.url, salim.session);
    const ticket = await openTicket(await buildPerson(one));
    const [here, there] = [await nadia.connect(), await elsewhere.connect()];
    const hears = (tab: TestSocket, ...expected: string[]) =>
      nextFact(tab, 'ticketViewers', ({ viewers }) => {
        const names = viewers.map(({ user, isReplying }) => `${user.name}${isReplying ? ' replies' : ''}`);
        return names.sort().join() === expected.join();
      });
    const look = (person: TestPerson, tab: TestSocket, ticketId: string | null, isReplying = false) =>
      person.emit(tab, 'viewTicket', { ticketId, isReplying });

    await look(nadia, here, ticket.id);
    const both = [here, there].map((tab) => hears(tab, 'Nadia Bouzid', 'Salim Rahmani'));
    await look(elsewhere, there, ticket.id);
    await Promise.all(both);
    const replying = [here, there].map((tab) => hears(tab, 'Nadia Bouzid', 'Salim Rahmani replies'));
    await look(elsewhere, there, ticket.id, true);
    await Promise.all(replying);
    const left = hears(here, 'Nadia Bouzid');
    await look(elsewhere, there, null);
    await left;
    const back = hears(here, 'Nadia Bouzid', 'Salim Rahmani');
    await look(elsewhere, there, ticket.id);
    await back;
    const closed = hears(here, 'Nadia Bouzid');
    there.disconnect();
    await closed;
    here.disconnect();
  }, 30_000);
});
