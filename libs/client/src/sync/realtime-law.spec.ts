import fc from 'fast-check';
import { buildWorld, type World } from '../testing/build-world';
import { settle } from '../testing/fake-clock';
import { refuse } from '../testing/fake-server';

/** One step of a run; numbers choose among what there is. */
type Step =
  | { kind: 'deliver'; which: number }
  | { kind: 'cut' }
  | { kind: 'loseHttp'; which: number }
  | { kind: 'wait'; ms: number }
  | { kind: 'iSend' }
  | { kind: 'iRead' }
  | { kind: 'benSends'; chat: number }
  | { kind: 'benReads' }
  | { kind: 'change'; which: number; isDelete: boolean }
  | { kind: 'loadBefore' }
  | { kind: 'jump'; which: number }
  | { kind: 'refuse' };

const which = fc.nat(1_000);
const weighted = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });
const step: fc.Arbitrary<Step> = fc.oneof(
  weighted(12, fc.record({ kind: fc.constant('deliver' as const), which })),
  weighted(2, fc.constant({ kind: 'cut' as const })),
  weighted(1, fc.record({ kind: fc.constant('loseHttp' as const), which })),
  weighted(4, fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(50, 300, 2_000, 16_000) })),
  weighted(4, fc.constant({ kind: 'iSend' as const })),
  weighted(2, fc.constant({ kind: 'iRead' as const })),
  weighted(5, fc.record({ kind: fc.constant('benSends' as const), chat: fc.nat(2) })),
  weighted(1, fc.constant({ kind: 'benReads' as const })),
  weighted(3, fc.record({ kind: fc.constant('change' as const), which, isDelete: fc.boolean() })),
  weighted(1, fc.constant({ kind: 'loadBefore' as const })),
  weighted(1, fc.record({ kind: fc.constant('jump' as const), which })),
  weighted(1, fc.constant({ kind: 'refuse' as const })),
);

const CHATS = ['c1', 'c2', 'c3'];

describe('the realtime law', () => {
  it('any interleaving of acks, events, syncs and disconnects ends in the state of a fresh fetch', async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.array(step, { minLength: 5, maxLength: 80 }), async (isWarm, steps) => {
        const world = await buildLawWorld(isWarm);
        const texts: string[] = [];
        for (const [index, each] of steps.entries()) {
          take(world, each, index, texts);
          if (each.kind === 'wait') await world.clock.advance(each.ms);
          await settle();
        }
        await comeToRest(world);
        expectLikeFreshFetch(world);
        const mine = world.server.messages('c1').filter(({ senderId }) => senderId === 'ana');
        expect(mine.map(({ clientMsgId }) => clientMsgId)).toEqual(texts);
        expect(world.network.mostSendsInFlight).toBeLessThanOrEqual(1);
        await world.parley.stop();
      }),
      { numRuns: 200 },
    );
  });
});

/** Warm: already synced when the steps begin; else they begin with the first connection. */
async function buildLawWorld(isWarm: boolean): Promise<World> {
  const world = buildWorld();
  const { server, network, parley } = world;
  server.pageSize = 4;
  server.addChat({ id: 'c2' });
  for (let index = 1; index <= 12; index++) {
    server.send('ben', { chatId: 'c1', clientMsgId: `old-${index}`, text: `old ${index}` });
  }
  network.isAuto = isWarm;
  parley.start();
  parley.messages('c1').open();
  await settle();
  network.isAuto = false;
  return world;
}

function take({ parley, server, network }: World, each: Step, index: number, sent: string[]): void {
  const thread = parley.messages('c1');
  const count = server.messages('c1').length;
  if (each.kind === 'deliver') network.deliver(each.which);
  if (each.kind === 'cut') network.cut();
  if (each.kind === 'loseHttp') network.loseHttp(each.which);
  if (each.kind === 'refuse') server.sendFaults.push(BUSY);
  if (each.kind === 'iSend') sent.push(thread.send(`mine ${index}`).clientMsgId);
  if (each.kind === 'iRead') thread.markRead(thread.getState().items.at(-1)?.seq ?? 0);
  if (each.kind === 'benReads') server.read('ben', 'c1', count);
  if (each.kind === 'loadBefore') void thread.loadBefore();
  if (each.kind === 'jump') void (each.which % 2 ? thread.loadAround(1 + (each.which % count)) : thread.jumpToLatest());
  if (each.kind === 'change') {
    server.change(
      'c1',
      1 + (each.which % count),
      each.isDelete ? { deletedAt: AT, text: '' } : { editedAt: AT, text: `edit ${index}` },
    );
  }
  if (each.kind === 'benSends') {
    const chatId = CHATS[each.chat] ?? 'c1';
    // The third chat appears with its first message.
    if (chatId === 'c3' && !server.list().some(({ id }) => id === 'c3')) server.addChat({ id: 'c3' });
    server.send('ben', { chatId, clientMsgId: `ben-${index}`, text: `ben ${index}` });
  }
}

const AT = '2026-02-01T00:00:00.000Z';
const BUSY = refuse('BUSY');

/** Everything arrives, timers run out, nothing new happens. */
async function comeToRest({ network, clock }: World): Promise<void> {
  for (let round = 0; round < 60; round++) {
    for (let guard = 0; network.deliver() && guard < 2_000; guard++) await settle();
    await clock.advance(1_500);
  }
}

function expectLikeFreshFetch({ parley, server }: World): void {
  const { items, hasAfter, rev, pending } = parley.messages('c1').getState();
  const all = server.messages('c1');
  const firstSeq = items[0]?.seq ?? 0;
  expect(items).toEqual(all.slice(firstSeq - 1, firstSeq - 1 + items.length));
  expect(hasAfter).toBe((items.at(-1)?.seq ?? 0) < all.length);
  expect(rev).toBe(server.chat('c1').headRev);
  expect(pending).toEqual([]);
  const { byId, ids, unreadChats } = parley.chats.getState();
  const list = server.list();
  expect(ids).toEqual(list.map(({ id }) => id));
  expect(byId).toEqual(Object.fromEntries(list.map((chat) => [chat.id, chat])));
  expect(unreadChats).toBe(server.unreadChats());
  expect(parley.outbox.getState().items).toEqual([]);
  expect(parley.connection.getState()).toMatchObject({ status: 'online', isSynced: true });
}
