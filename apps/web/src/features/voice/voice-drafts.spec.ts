/** @jest-environment node */
import 'fake-indexeddb/auto';
import { beginDraft, clearDrafts, dropDraft, findDraft, keepParts } from './voice-drafts';
import { toTake, type VoicePart } from './voice-part';

const part = (byte: number): VoicePart => ({ bytes: new Uint8Array([byte]), levels: [byte], durationMs: 50 });
const free = async () => false;
const DAY_MS = 86_400_000;

let next = 0;
async function record(overrides: { userId?: string; chatId?: string; startedAt?: number } = {}, ...bytes: number[]) {
  const id = `d${next++}`;
  await beginDraft({ id, userId: 'ana', chatId: 'c1', startedAt: Date.now(), ...overrides });
  await keepParts(id, bytes.map(part));
  return id;
}

afterEach(async () => {
  await clearDrafts('ana');
  await clearDrafts('ben');
});

describe('voice drafts', () => {
  it('gives back what was recorded, in its order', async () => {
    const id = await record({}, 1, 2);
    await keepParts(id, [part(3)]);
    const found = await findDraft('ana', 'c1', free);
    expect(found?.id).toBe(id);
    expect(toTake(found?.parts ?? []).peaks).toEqual([1, 2, 3]);
  });

  it('is of one person and one chat', async () => {
    await record({ userId: 'ben' }, 1);
    await record({ chatId: 'c2' }, 1);
    expect(await findDraft('ana', 'c1', free)).toBeNull();
  });

  it('leaves alone what another tab is recording', async () => {
    const older = await record({ startedAt: Date.now() - 1_000 }, 1);
    const newer = await record({}, 2);
    expect((await findDraft('ana', 'c1', free))?.id).toBe(newer);
    expect((await findDraft('ana', 'c1', async (id) => id === newer))?.id).toBe(older);
  });

  it('drops what nobody came back for in a week, and what holds nothing', async () => {
    await record({ startedAt: Date.now() - 8 * DAY_MS }, 1);
    await record({});
    expect(await findDraft('ana', 'c1', free)).toBeNull();
    // Also with an older clock it is not there again
    expect(await findDraft('ana', 'c1', free, Date.now() - 8 * DAY_MS)).toBeNull();
  });

  it('is gone once it is sent or deleted', async () => {
    const id = await record({}, 1);
    await dropDraft(id);
    expect(await findDraft('ana', 'c1', free)).toBeNull();
  });

  it('is gone with its person, and only theirs', async () => {
    await record({}, 1);
    const of = await record({ userId: 'ben' }, 1);
    await clearDrafts('ana');
    expect(await findDraft('ana', 'c1', free)).toBeNull();
    expect((await findDraft('ben', 'c1', free))?.id).toBe(of);
  });
});
