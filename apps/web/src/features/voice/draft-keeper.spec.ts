/** @jest-environment node */
import 'fake-indexeddb/auto';
import { keepDraft } from './draft-keeper';
import * as drafts from './voice-drafts';
import type { VoicePart } from './voice-part';

// Node 20 has no navigator, and so no locks either.
Object.assign(globalThis, { navigator: {} });

const part = (level: number): VoicePart => ({ bytes: new Uint8Array([level]), levels: [level], durationMs: 50 });
const find = () => drafts.findDraft('ana', 'c1', async () => false);
const owner = { userId: 'ana', chatId: 'c1', onLost: () => {} };

afterEach(async () => {
  jest.restoreAllMocks();
  await drafts.clearDrafts('ana');
});

describe('keepDraft', () => {
  it('keeps a second at a time, and the rest when the person leaves', async () => {
    const keeper = keepDraft(owner);
    for (let level = 0; level < 25; level++) keeper.add(part(level));
    await keeper.leave();
    const found = await find();
    expect(found?.parts.map(({ levels }) => levels[0])).toEqual(Array.from({ length: 25 }, (_, level) => level));
  });

  it('leaves nothing behind once it was sent, not even what was being written', async () => {
    const keeper = keepDraft(owner);
    for (let level = 0; level < 45; level++) keeper.add(part(level));
    await keeper.drop();
    expect(await find()).toBeNull();
  });

  it('keeps nothing of a recording that held nothing', async () => {
    await keepDraft(owner).leave();
    expect(await find()).toBeNull();
  });

  it('takes up what was left before, and drops that', async () => {
    const first = keepDraft(owner);
    first.add(part(1));
    await first.leave();
    const draft = await find();
    await keepDraft({ ...owner, draft }).leave();
    expect((await find())?.id).toBe(draft?.id);
    await keepDraft({ ...owner, draft }).drop();
    expect(await find()).toBeNull();
  });

  it('says so once when the device keeps nothing more, and does not go on with a hole', async () => {
    const onLost = jest.fn();
    const keeper = keepDraft({ ...owner, onLost });
    jest.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    for (let level = 0; level < 45; level++) keeper.add(part(level));
    await keeper.leave();
    expect(onLost).toHaveBeenCalledTimes(1);
    expect(await find()).toBeNull();
  });
});
