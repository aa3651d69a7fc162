import fc from 'fast-check';
import { buildWorld, type World } from '../testing/build-world';
import { settle } from '../testing/fake-clock';
import { refuse } from '../testing/fake-server';
import { followMentions } from './mentions';

const BEN = { userId: 'ben', from: 3, to: 7 };
const thread = ({ parley }: World) => parley.messages('c1');

async function buildStarted(): Promise<World> {
  const world = buildWorld();
  world.parley.start();
  thread(world).open();
  await settle();
  return world;
}

describe(followMentions.name, () => {
  it.each([
    ['hi @Ben', 'hi @Ben, come', BEN],
    ['hi @Ben', 'oh hi @Ben', { ...BEN, from: 6, to: 10 }],
    ['hi @Ben', 'i @Ben', { ...BEN, from: 2, to: 6 }],
    ['hi @Ben @Ben', 'hi @Ben', BEN],
  ])('moves with what is written around it: %s -> %s', (before, after, expected) => {
    expect(followMentions([BEN], before, after)).toEqual([expected]);
  });

  it.each([
    ['hi @Ben', 'hi @Be'],
    ['hi @Ben', 'hi @Been'],
    ['hi @Ben', ''],
    ['hi @Ben', 'hi Ben'],
  ])('ends with a change of its own: %s -> %s', (before, after) => {
    expect(followMentions([BEN], before, after)).toEqual([]);
  });

  it('only ever marks what it marked before, whatever is typed, pasted or cut', () => {
    const piece = fc.string({ unit: fc.constantFrom('a', '@', 'B', 'ب', ' '), maxLength: 6 });
    fc.assert(
      fc.property(piece, piece, piece, fc.nat(20), fc.nat(20), (head, tail, pasted, from, length) => {
        const before = `${head}@Ben${tail}`;
        const mention = { userId: 'ben', from: head.length, to: head.length + 4 };
        const at = Math.min(from, before.length);
        const after = before.slice(0, at) + pasted + before.slice(at + length);
        const followed = followMentions([mention], before, after);
        expect(followed.every((one) => after.slice(one.from, one.to) === '@Ben')).toBe(true);
        const isUntouched = at + length <= mention.from || at >= mention.to;
        if (isUntouched) expect(followed).toHaveLength(1);
      }),
    );
  });
});

describe('mentions', () => {
  it('are shown while on their way, and sent with the text', async () => {
    const world = await buildStarted();
    world.network.isAuto = false;
    thread(world).send('hi @Ben', { mentions: [BEN] });
    expect(thread(world).getState().pending).toMatchObject([{ text: 'hi @Ben', mentions: [BEN] }]);
    world.network.isAuto = true;
    world.network.deliver();
    await settle();
    expect(thread(world).getState().items.at(-1)).toMatchObject({ text: 'hi @Ben', mentions: [BEN] });
    await world.parley.stop();
  });

  it('that stand in a trimmed end are not sent, as the server would refuse them', async () => {
    const world = await buildStarted();
    thread(world).send('hi @Be ', { mentions: [BEN] });
    await settle();
    expect(world.server.messages('c1').at(-1)).toMatchObject({ text: 'hi @Be', mentions: [] });
    await world.parley.stop();
  });

  it('change with an edit, and are gone with a removal', async () => {
    const world = await buildStarted();
    thread(world).send('hi @Ben', { mentions: [BEN] });
    await settle();
    const [{ id } = { id: '' }] = thread(world).getState().items.slice(-1);
    const moved = { ...BEN, from: 6, to: 10 };
    thread(world).edit(id, 'oh hi @Ben', [moved]);
    expect(thread(world).getState().items.at(-1)).toMatchObject({ text: 'oh hi @Ben', mentions: [moved] });
    await settle();
    expect(world.server.messages('c1').at(-1)).toMatchObject({ text: 'oh hi @Ben', mentions: [moved] });
    thread(world).remove(id);
    expect(thread(world).getState().items.at(-1)).toMatchObject({ text: '', mentions: [] });
    await world.parley.stop();
  });

  it('are let go when the server refuses them, as who was spoken to has left: the text arrives', async () => {
    const world = await buildStarted();
    world.server.sendFaults.push(refuse('VALIDATION', { fields: { mentions: 'is not a member' } }));
    thread(world).send('hi @Ben', { mentions: [BEN] });
    await settle();
    expect(thread(world).getState().pending).toEqual([]);
    expect(world.server.messages('c1').at(-1)).toMatchObject({ text: 'hi @Ben', mentions: [] });
    await world.parley.stop();
  });

  it('follow the text of a draft', () => {
    const { parley } = buildWorld();
    parley.drafts.set('c1', { text: 'hi @Ben', mentions: [BEN] });
    parley.drafts.set('c1', { text: 'oh hi @Ben' });
    expect(parley.drafts.get('c1')?.mentions).toEqual([{ ...BEN, from: 6, to: 10 }]);
    parley.drafts.set('c1', { text: 'oh hi' });
    expect(parley.drafts.get('c1')?.mentions).toBeUndefined();
  });
});
