import 'fake-indexeddb/auto';
import { toQuote } from '@app/contracts';
import { buildMessage } from '../testing/build';
import { buildWorld } from '../testing/build-world';
import { settle } from '../testing/fake-clock';
import type { DraftStorage } from './draft';
import { createIndexedDbDrafts, createMemoryDrafts } from './draft-storage';

const quote = toQuote(buildMessage({ text: 'his' }));

describe('drafts', () => {
  it('survive a reload, one write for a burst of keys', async () => {
    const draftStorage = createMemoryDrafts();
    const put = jest.spyOn(draftStorage, 'put');
    const before = buildWorld({ draftStorage });
    before.parley.start();
    await settle();
    for (const text of ['h', 'he', 'hel']) before.parley.drafts.set('c1', { text, replyTo: quote });
    expect(before.parley.drafts.get('c1')?.text).toBe('hel');
    await before.clock.advance(300);
    expect(put).toHaveBeenCalledTimes(1);
    before.parley.drafts.set('c1', { text: 'hello', replyTo: quote });
    await before.parley.stop();

    const after = buildWorld({ draftStorage });
    after.parley.start();
    await settle();
    expect(after.parley.drafts.getState()).toEqual({
      isLoaded: true,
      byChatId: { c1: { chatId: 'c1', text: 'hello', replyTo: quote } },
    });
    after.parley.drafts.set('c1', null);
    expect(after.parley.drafts.get('c1')).toBeUndefined();
    await after.parley.stop();
    expect(await draftStorage.load('ana')).toEqual([]);
  });

  it('are written at once when the page is hidden', async () => {
    const draftStorage = createMemoryDrafts();
    const { parley, signals } = buildWorld({ draftStorage });
    parley.start();
    parley.drafts.set('c1', { text: 'half a sen' });
    signals.change();
    await settle();
    expect(await draftStorage.load('ana')).toMatchObject([{ text: 'half a sen' }]);
    await parley.stop();
  });

  it('typed before the old ones are loaded win', async () => {
    const draftStorage = createMemoryDrafts();
    await draftStorage.put('ana', { chatId: 'c1', text: 'old', replyTo: null });
    const { parley } = buildWorld({ draftStorage });
    parley.start();
    parley.drafts.set('c1', { text: 'new' });
    await settle();
    expect(parley.drafts.get('c1')?.text).toBe('new');
    await parley.stop();
  });

  it('are gone after a sign-out, here and on the device', async () => {
    const draftStorage = createMemoryDrafts();
    const { parley, clock } = buildWorld({ draftStorage });
    parley.start();
    parley.drafts.set('c1', { text: 'secret' });
    await clock.advance(1_000);
    expect(await draftStorage.load('ana')).toHaveLength(1);
    parley.drafts.set('c2', { text: 'not written yet' });
    await parley.forget();
    await parley.stop();
    expect(parley.drafts.getState().byChatId).toEqual({});
    expect(await draftStorage.load('ana')).toEqual([]);
  });

  it('work on a device that cannot keep them', async () => {
    const broken = async () => {
      throw new Error('QuotaExceededError');
    };
    const draftStorage: DraftStorage = { load: broken, put: broken, delete: broken, clear: broken };
    const { parley, clock } = buildWorld({ draftStorage });
    parley.start();
    parley.drafts.set('c1', { text: 'kept for now' });
    await clock.advance(1_000);
    expect(parley.drafts.getState()).toMatchObject({ isLoaded: true, byChatId: { c1: { text: 'kept for now' } } });
    await parley.stop();
  });
});

describe(createIndexedDbDrafts.name, () => {
  it("keeps a person's drafts and nobody else's", async () => {
    const storage = createIndexedDbDrafts('draft-spec');
    const mentions = [{ userId: 'ben', from: 0, to: 4 }];
    const draft = { chatId: 'c1', text: '@Ben hello', replyTo: quote, mentions };
    await storage.put('ana', draft);
    await storage.put('ben', draft);
    await storage.put('ana', { ...draft, text: 'changed' });
    expect(await storage.load('ana')).toEqual([{ ...draft, text: 'changed' }]);
    await storage.delete('ben', 'c1');
    expect(await storage.load('ben')).toEqual([]);
    await storage.clear('ana');
    expect(await storage.load('ana')).toEqual([]);
  });
});
