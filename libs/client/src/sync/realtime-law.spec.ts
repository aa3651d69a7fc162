import { type ChatPreferencesInput, MUTED_FOR_EVER } from '@app/contracts';
import fc from 'fast-check';
import { ParleyError } from '../core/error';
import { buildWorld, type World } from '../testing/build-world';
import { settle } from '../testing/fake-clock';
import { type FakeServer, refuse } from '../testing/fake-server';

/** One step of a run; numbers choose among what there is. */
type Step =
  | { kind: 'deliver'; which: number }
  | { kind: 'cut' }
  | { kind: 'loseHttp'; which: number }
  | { kind: 'wait'; ms: number }
  | { kind: 'iSend' }
  | { kind: 'iSendFiles'; count: number }
  | { kind: 'iRead' }
  | { kind: 'benSends'; chat: number }
  | { kind: 'benReads' }
  | { kind: 'change'; which: number; how: 'edit' | 'remove' | 'react' }
  | { kind: 'iChange'; which: number; how: 'edit' | 'remove' | 'react'; isOn: boolean }
  | { kind: 'iPrefer'; chat: number; flag: Flag; isOn: boolean }
  | { kind: 'prefer'; chat: number; flag: Flag; isOn: boolean }
  | { kind: 'rename'; chat: number }
  | { kind: 'membership'; chat: number; isMember: boolean }
  | { kind: 'systemLine'; chat: number }
  | { kind: 'block'; isBlocked: boolean }
  | { kind: 'setClock'; days: number }
  | { kind: 'restart' }
  | { kind: 'loadBefore' }
  | { kind: 'jump'; which: number }
  | { kind: 'refuse' }
  | { kind: 'refuseUpload' };

const which = fc.nat(1_000);
const how = fc.constantFrom('edit' as const, 'remove' as const, 'react' as const);
const FLAGS = ['isPinned', 'isArchived', 'isMarkedUnread', 'mutedUntil'] as const;
type Flag = (typeof FLAGS)[number];
const flag = fc.constantFrom(...FLAGS);
const weighted = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });
const step: fc.Arbitrary<Step> = fc.oneof(
  weighted(12, fc.record({ kind: fc.constant('deliver' as const), which })),
  weighted(2, fc.constant({ kind: 'cut' as const })),
  weighted(1, fc.record({ kind: fc.constant('loseHttp' as const), which })),
  weighted(4, fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(50, 300, 2_000, 16_000) })),
  weighted(4, fc.constant({ kind: 'iSend' as const })),
  weighted(2, fc.record({ kind: fc.constant('iSendFiles' as const), count: fc.integer({ min: 1, max: 3 }) })),
  weighted(2, fc.constant({ kind: 'iRead' as const })),
  weighted(5, fc.record({ kind: fc.constant('benSends' as const), chat: fc.nat(2) })),
  weighted(1, fc.constant({ kind: 'benReads' as const })),
  weighted(3, fc.record({ kind: fc.constant('change' as const), which, how })),
  weighted(3, fc.record({ kind: fc.constant('iChange' as const), which, how, isOn: fc.boolean() })),
  weighted(2, fc.record({ kind: fc.constant('iPrefer' as const), chat: fc.nat(2), flag, isOn: fc.boolean() })),
  weighted(2, fc.record({ kind: fc.constant('prefer' as const), chat: fc.nat(2), flag, isOn: fc.boolean() })),
  weighted(1, fc.record({ kind: fc.constant('rename' as const), chat: fc.nat(2) })),
  // The chat under test itself is not lost: what is sent into it is counted in the end.
  weighted(
    2,
    fc.record({
      kind: fc.constant('membership' as const),
      chat: fc.integer({ min: 1, max: 2 }),
      isMember: fc.boolean(),
    }),
  ),
  weighted(1, fc.record({ kind: fc.constant('systemLine' as const), chat: fc.nat(2) })),
  weighted(1, fc.constant({ kind: 'restart' as const })),
  weighted(1, fc.record({ kind: fc.constant('setClock' as const), days: fc.constantFrom(-1, 0, 1) })),
  weighted(1, fc.record({ kind: fc.constant('block' as const), isBlocked: fc.boolean() })),
  weighted(1, fc.constant({ kind: 'loadBefore' as const })),
  weighted(1, fc.record({ kind: fc.constant('jump' as const), which })),
  weighted(1, fc.constant({ kind: 'refuse' as const })),
  weighted(1, fc.constant({ kind: 'refuseUpload' as const })),
);

const CHATS = ['c1', 'c2', 'c3'];

describe('the realtime law', () => {
  it('any interleaving of acks, events, syncs and disconnects ends in the state of a fresh fetch', async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.array(step, { minLength: 5, maxLength: 80 }), async (isWarm, steps) => {
        const world = await buildLawWorld(isWarm);
        const sent: Sent = { texts: [], files: [] };
        for (const [index, each] of steps.entries()) {
          take(world, each, index, sent);
          if (each.kind === 'wait') await world.clock.advance(each.ms);
          await settle();
        }
        await comeToRest(world);
        expectLikeFreshFetch(world);
        expectSentOnce(world, sent);
        expect(world.network.mostSendsInFlight).toBeLessThanOrEqual(1);
        await world.parley.stop();
      }),
      { numRuns: Number(process.env.LAW_RUNS ?? 200) },
    );
  });
});

/** Ids in the order of sending. What has no files does not wait for what has: two orders. */
interface Sent {
  texts: string[];
  files: { id: string; names: string[] }[];
}

/** Every message once and in its order, every file once and with its own message; a message removed meanwhile has none. */
function expectSentOnce({ server }: World, { texts, files }: Sent): void {
  const mine = server.messages('c1').filter(({ senderId }) => senderId === 'ana');
  const ids = mine.map(({ clientMsgId }) => clientMsgId);
  expect(ids.filter((id) => texts.includes(id))).toEqual(texts);
  expect(ids.filter((id) => !texts.includes(id))).toEqual(files.map(({ id }) => id));
  for (const { id, names } of files) {
    const message = mine.find(({ clientMsgId }) => clientMsgId === id);
    if (message?.deletedAt === null) expect(message.attachments.map(({ name }) => name)).toEqual(names);
  }
  expect([...server.uploads.values()].map(({ name }) => name).sort()).toEqual(
    files.flatMap(({ names }) => names).sort(),
  );
}

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

function take({ parley, server, network, clock }: World, each: Step, index: number, sent: Sent): void {
  const thread = parley.messages('c1');
  const count = server.messages('c1').length;
  if (each.kind === 'deliver') network.deliver(each.which);
  if (each.kind === 'cut') network.cut();
  if (each.kind === 'loseHttp') network.loseHttp(each.which);
  if (each.kind === 'refuse') server.sendFaults.push(BUSY);
  if (each.kind === 'iSend') sent.texts.push(thread.send(`mine ${index}`).clientMsgId);
  if (each.kind === 'refuseUpload') server.uploadFaults.push(BUSY);
  if (each.kind === 'iSendFiles') {
    const names = Array.from({ length: each.count }, (_, at) => `${index}-${at}.png`);
    const attachments = names.map((name) => ({ file: new Blob([name], { type: 'image/png' }), name }));
    sent.files.push({ id: thread.send('', { attachments }).clientMsgId, names });
  }
  if (each.kind === 'iRead') thread.markRead(thread.getState().items.at(-1)?.seq ?? 0);
  if (each.kind === 'benReads') server.read('ben', 'c1', count);
  if (each.kind === 'loadBefore') void thread.loadBefore();
  if (each.kind === 'jump') void (each.which % 2 ? thread.loadAround(1 + (each.which % count)) : thread.jumpToLatest());
  const messageId = `c1-${1 + ((each.kind === 'change' || each.kind === 'iChange' ? each.which : 0) % count)}`;
  if (each.kind === 'change') changeAsSender(server, messageId, each.how, index);
  if (each.kind === 'iChange' && each.how === 'edit') thread.edit(messageId, `my edit ${index}`);
  if (each.kind === 'iChange' && each.how === 'remove') thread.remove(messageId);
  if (each.kind === 'iChange' && each.how === 'react') thread.react(messageId, '👍', each.isOn);
  const chatId = CHATS['chat' in each ? each.chat : 0] ?? 'c1';
  const isKnown = server.isMember(chatId);
  if (each.kind === 'prefer' && isKnown) server.prefer(chatId, toPreferences(each.flag, each.isOn));
  // Refused (a lost answer, a lost chat): taken back, and told to who asked.
  if (each.kind === 'iPrefer')
    parley.chats.setPreferences(chatId, toPreferences(each.flag, each.isOn)).catch(isExpected);
  if (each.kind === 'rename' && isKnown) server.update(chatId, { title: `title ${index}` });
  if (each.kind === 'membership' && chatId !== 'c1') server.setMember(chatId, each.isMember);
  if (each.kind === 'systemLine' && isKnown) server.systemLine(chatId, `line-${index}`);
  if (each.kind === 'restart') {
    void parley.stop();
    parley.start();
  }
  if (each.kind === 'setClock') clock.skewMs = each.days * 86_400_000;
  if (each.kind === 'block') network.isBlocked = each.isBlocked;
  if (each.kind === 'benSends') {
    // The third chat appears with its first message.
    if (chatId === 'c3' && !server.has('c3')) server.addChat({ id: 'c3' });
    server.send('ben', { chatId, clientMsgId: `ben-${index}`, text: `ben ${index}` });
  }
}

const BUSY = refuse('BUSY');

/** Whoever sent the message changes it, on another device if it is the viewer; Ben reacts. */
function changeAsSender(server: FakeServer, messageId: string, what: 'edit' | 'remove' | 'react', index: number): void {
  const message = server.messages('c1').find(({ id }) => id === messageId);
  if (!message?.senderId || message.deletedAt !== null) return;
  if (what === 'edit') server.edit(message.senderId, messageId, `edit ${index}`);
  if (what === 'remove') server.remove(message.senderId, messageId);
  if (what === 'react') server.react('ben', messageId, index % 2 ? '👍' : '🎉', index % 3 > 0);
}

function toPreferences(name: Flag, isOn: boolean): ChatPreferencesInput {
  return name === 'mutedUntil' ? { mutedUntil: isOn ? MUTED_FOR_EVER : null } : { [name]: isOn };
}

function isExpected(error: unknown): void {
  expect(error).toBeInstanceOf(ParleyError);
}

/** Everything arrives, timers run out, nothing new happens. */
async function comeToRest({ network, server, clock, parley }: World): Promise<void> {
  network.isBlocked = false;
  server.sendFaults = [];
  server.uploadFaults = [];
  for (let round = 0; round < 60; round++) {
    for (let guard = 0; network.deliver() && guard < 2_000; guard++) await settle();
    await clock.advance(1_500);
  }
  // What was refused for good (an edit of another's message, say) was told and is dropped.
  for (const { id, status } of parley.outbox.getState().changes)
    if (status === 'failed') parley.messages('c1').discard(id);
}

function expectLikeFreshFetch({ parley, server }: World): void {
  const { items, hasAfter, rev, pending, changes } = parley.messages('c1').getState();
  const all = server.messages('c1');
  const firstSeq = items[0]?.seq ?? 0;
  expect(items).toEqual(all.slice(firstSeq - 1, firstSeq - 1 + items.length));
  expect(hasAfter).toBe((items.at(-1)?.seq ?? 0) < all.length);
  expect(rev).toBe(server.chat('c1').headRev);
  expect({ pending, changes }).toEqual({ pending: [], changes: [] });
  const { byId, ids, unreadChats } = parley.chats.getState();
  const list = server.list();
  expect(ids).toEqual(list.map(({ id }) => id));
  expect(byId).toEqual(Object.fromEntries([...list, ...server.list('archived')].map((chat) => [chat.id, chat])));
  expect(unreadChats).toBe(server.unreadChats());
  expect(parley.outbox.getState().items).toEqual([]);
  expect(parley.connection.getState()).toMatchObject({ status: 'online', isSynced: true });
}
