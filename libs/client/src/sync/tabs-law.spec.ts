import fc from 'fast-check';
import { createMemoryStorage } from '../outbox/memory-storage';
import { buildWorld, type World } from '../testing/build-world';
import { buildFakeBrowser } from '../testing/fake-browser';
import { settle } from '../testing/fake-clock';
import { refuse } from '../testing/fake-server';

/** One step in one of two tabs of a browser; numbers choose among what there is. */
interface Step {
  tab: number;
  which: number;
  kind:
    | 'deliver'
    | 'cut'
    | 'send'
    | 'sendFile'
    | 'react'
    | 'wait'
    | 'close'
    | 'open'
    | 'refuse'
    | 'block'
    | 'unblock'
    | 'hide'
    | 'show';
}

const weighted = <T>(weight: number, kind: T) => ({ weight, arbitrary: fc.constant(kind) });
const step: fc.Arbitrary<Step> = fc.record({
  tab: fc.nat(1),
  which: fc.nat(1_000),
  kind: fc.oneof(
    weighted(12, 'deliver' as const),
    weighted(6, 'send' as const),
    weighted(3, 'sendFile' as const),
    weighted(3, 'react' as const),
    weighted(3, 'wait' as const),
    weighted(2, 'cut' as const),
    weighted(1, 'close' as const),
    weighted(1, 'open' as const),
    weighted(1, 'refuse' as const),
    weighted(1, 'block' as const),
    weighted(1, 'unblock' as const),
    weighted(1, 'hide' as const),
    weighted(1, 'show' as const),
  ),
});

describe('the law of tabs', () => {
  it('whatever happens in two tabs, every message is stored once and in its order, and both show the same', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
        const tabs = await buildTabs();
        const sent: Sent = [
          { texts: [], files: [] },
          { texts: [], files: [] },
        ];
        for (const [index, each] of steps.entries()) {
          take(tabs, each, index, sent);
          if (each.kind === 'wait') for (const { clock } of tabs) await clock.advance(500);
          await settle();
          expectOneSender(tabs);
        }
        await comeToRest(tabs);
        expectSame(tabs, sent);
        for (const { parley } of tabs) await parley.stop();
        await settle();
      }),
      { numRuns: Number(process.env.LAW_RUNS ?? 100) },
    );
  });
});

/** Ids by tab, in the order of sending; what has no files does not wait for what has. */
type Sent = [OfTab, OfTab];
interface OfTab {
  texts: string[];
  files: string[];
}

async function buildTabs(): Promise<[World, World]> {
  const storage = createMemoryStorage();
  const browser = buildFakeBrowser();
  const open = (name: string, server?: World['server']) => {
    let ids = 0;
    return buildWorld({ storage }, { ...browser, uuid: () => `${name}-${++ids}` }, server);
  };
  const first = open('first');
  first.server.send('ben', { chatId: 'c1', clientMsgId: 'old', text: 'old' });
  const tabs: [World, World] = [first, open('second', first.server)];
  for (const { parley, network } of tabs) {
    parley.start();
    parley.messages('c1').open();
    await settle();
    network.isAuto = false;
  }
  return tabs;
}

function take(tabs: [World, World], { tab, which, kind }: Step, index: number, sent: Sent): void {
  const { parley, network, server, signals } = tabs[tab] ?? tabs[0];
  const thread = parley.messages('c1');
  if (kind === 'deliver') network.deliver(which);
  if (kind === 'cut') network.cut();
  if (kind === 'send') sent[tab]?.texts.push(thread.send(`${index}`).clientMsgId);
  if (kind === 'sendFile') {
    const attachments = [{ file: new Blob(['%PDF']), name: `${index}.pdf` }];
    sent[tab]?.files.push(thread.send('', { attachments }).clientMsgId);
  }
  if (kind === 'react') thread.react('c1-1', '👍', which % 2 === 0);
  if (kind === 'close') void parley.stop();
  if (kind === 'open') parley.start();
  if (kind === 'refuse') server.sendFaults.push(refuse('BUSY'));
  if (kind === 'hide' || kind === 'show') {
    signals.isVisible = kind === 'show';
    signals.change();
  }
  if (kind === 'block' || kind === 'unblock') network.isBlocked = kind === 'block';
}

/** What leaves the outbox leaves it from one tab: nothing is under way from both at once. */
function expectOneSender(tabs: [World, World]): void {
  expect(tabs.filter(({ parley }) => parley.leader.getState().isLeader).length).toBeLessThanOrEqual(1);
  for (const { network } of tabs) expect(network.mostSendsInFlight).toBeLessThanOrEqual(1);
}

async function comeToRest(tabs: [World, World]): Promise<void> {
  for (const { parley, network, server } of tabs) {
    server.sendFaults = [];
    network.isBlocked = false;
    parley.start();
  }
  for (let round = 0; round < 40; round++) {
    for (const { network, clock } of tabs) {
      for (let guard = 0; network.deliver() && guard < 2_000; guard++) await settle();
      await clock.advance(1_500);
    }
  }
}

function expectSame(tabs: [World, World], sent: Sent): void {
  const stored = tabs[0].server.messages('c1');
  const mine = stored.filter(({ senderId }) => senderId === 'ana').map(({ clientMsgId }) => clientMsgId);
  const lines = sent.flatMap(({ texts, files }) => [texts, files]);
  expect([...mine].sort()).toEqual(lines.flat().sort());
  for (const own of lines) expect(mine.filter((id) => own.includes(id))).toEqual(own);
  for (const { parley } of tabs) {
    const { items, pending, changes } = parley.messages('c1').getState();
    expect({ items, pending, changes }).toEqual({ items: stored, pending: [], changes: [] });
    expect(parley.chats.getState().byId.c1).toEqual(tabs[0].server.chat('c1'));
  }
}
