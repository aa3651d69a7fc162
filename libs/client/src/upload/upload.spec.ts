import { DEFAULT_LIMITS } from '@app/contracts';
import { ParleyError } from '../core/error';
import { createMemoryStorage } from '../outbox/memory-storage';
import { buildMessage, buildOffer } from '../testing/build';
import { buildWorld, type World } from '../testing/build-world';
import { settle } from '../testing/fake-clock';
import { refuse } from '../testing/fake-server';
import type { AttachmentInput } from './upload';

const picture = (name = 'bike.png'): AttachmentInput => ({ file: new Blob(['png'], { type: 'image/png' }), name });
const pending = ({ parley }: World) => parley.messages('c1').getState().pending;
const uploads = ({ network }: World) => network.requests.filter((path) => path === 'POST attachments').length;
const stored = ({ server }: World) =>
  server.messages('c1').map(({ text, attachments }) => [text, ...attachments.map(({ name }) => name)]);

async function buildStarted(options: Parameters<typeof buildWorld>[0] = {}): Promise<World> {
  const world = buildWorld(options);
  world.parley.start();
  world.parley.messages('c1').open();
  await settle();
  return world;
}

describe('a message with files', () => {
  it('is shown at once with its bytes, and stored after its uploads in their order', async () => {
    const world = await buildStarted();
    const files = [picture('1.png'), picture('2.png'), picture('3.png')];
    const message = world.parley.messages('c1').send('Three sides', { attachments: files });
    expect(pending(world)).toEqual([message]);
    expect(message).toMatchObject({ type: 'image', text: 'Three sides', status: 'sending' });
    expect(message.attachments[0]).toMatchObject({ name: '1.png', kind: 'image', attachmentId: null, size: 3 });
    expect(message.attachments[0]?.file).toBe(files[0]?.file);
    await settle();
    expect(stored(world)).toEqual([['Three sides', '1.png', '2.png', '3.png']]);
    expect(pending(world)).toEqual([]);
    expect(world.parley.uploads.getState().byId).toEqual({});
    await world.parley.stop();
  });

  it('does not hold up what is sent meanwhile', async () => {
    const world = await buildStarted();
    world.server.uploadFaults.push(refuse('RATE_LIMITED', { retryAfterMs: 3_600_000 }));
    world.parley.messages('c1').send('', { attachments: [picture()] });
    world.parley.messages('c1').send('Are you there?');
    await settle();
    expect(stored(world)).toEqual([['Are you there?']]);
    await world.clock.advance(3_600_000);
    expect(stored(world)).toEqual([['Are you there?'], ['', 'bike.png']]);
    await world.parley.stop();
  });

  it('goes on after a reload, and the repeated upload is the same file', async () => {
    const storage = createMemoryStorage();
    const before = await buildStarted({ storage });
    before.network.isAuto = false;
    before.parley.messages('c1').send('', { attachments: [picture()] });
    await settle();
    before.network.deliver(before.network.packets.findIndex(({ connection }) => connection === null));
    expect(before.server.uploads.size).toBe(1);
    await before.parley.stop();

    const after = buildWorld({ storage }, {}, before.server);
    after.parley.start();
    await settle();
    expect(stored(after)).toEqual([['', 'bike.png']]);
    expect(after.server.uploads.size).toBe(1);
    await after.parley.stop();
  });

  it('gives a slow device the time to keep many bytes', async () => {
    const put = () => new Promise<void>(() => undefined);
    const world = buildWorld({ storage: { ...createMemoryStorage(), put } });
    const film = { file: new Blob([new Uint8Array(10_000_000)]), name: 'a.pdf' };
    world.parley.messages('c1').send('', { attachments: [film] });
    await world.clock.advance(7_900);
    expect(world.parley.outbox.getState().isDurable).toBe(true);
    await world.clock.advance(200);
    expect(world.parley.outbox.getState().isDurable).toBe(false);
  });

  it('stays as failed with the reason, and a retry repeats only what is not there', async () => {
    const world = await buildStarted();
    const thread = world.parley.messages('c1');
    world.server.uploadFaults.push(refuse('FILE_TYPE'));
    const { clientMsgId } = thread.send('', { attachments: [picture('not.png'), picture('good.png')] });
    await settle();
    expect(pending(world)).toMatchObject([{ status: 'failed', errorCode: 'FILE_TYPE' }]);
    const before = uploads(world);
    thread.retry(clientMsgId);
    await settle();
    expect(stored(world)).toEqual([['', 'not.png', 'good.png']]);
    expect(uploads(world) - before).toBe(1);
    expect(world.server.uploads.size).toBe(2);
    await world.parley.stop();
  });

  it('uploads again on a retry when the server has swept what was there', async () => {
    const world = await buildStarted();
    const thread = world.parley.messages('c1');
    world.server.sendFaults.push(refuse('GONE'));
    const { clientMsgId } = thread.send('', { attachments: [picture()] });
    await settle();
    expect(pending(world)).toMatchObject([{ status: 'failed', errorCode: 'GONE' }]);
    world.server.uploads.clear();
    thread.retry(clientMsgId);
    await settle();
    expect(stored(world)).toEqual([['', 'bike.png']]);
    await world.parley.stop();
  });

  it('ends with its uploads when it is discarded, and the next one is not kept waiting', async () => {
    const signals: AbortSignal[] = [];
    const world = await buildStarted();
    const upload = jest.spyOn(world.parley.rest.attachments, 'upload').mockImplementationOnce(
      (_input, _file, { signal } = {}) =>
        new Promise((_resolve, reject) => {
          if (signal) signals.push(signal);
          signal?.addEventListener('abort', () => reject(new ParleyError({ code: 'NETWORK' })));
        }),
    );
    const { clientMsgId } = world.parley.messages('c1').send('', { attachments: [picture('one.png')] });
    await settle();
    world.parley.messages('c1').discard(clientMsgId);
    expect(signals[0]?.aborted).toBe(true);
    upload.mockRestore();
    expect(pending(world)).toEqual([]);
    world.parley.messages('c1').send('', { attachments: [picture('two.png')] });
    await settle();
    expect(stored(world)).toEqual([['', 'two.png']]);
    await world.parley.stop();
  });

  it.each([
    ['too many', Array.from({ length: 11 }, () => picture()), 'VALIDATION'],
    [
      'too large',
      [{ file: { size: DEFAULT_LIMITS.attachmentMaxBytes + 1, type: '' } as Blob, name: 'a' }],
      'TOO_LARGE',
    ],
  ])('is not queued with %s', (_what, attachments, code) => {
    const { parley } = buildWorld();
    expect(() => parley.messages('c1').send('', { attachments })).toThrow(expect.objectContaining({ code }));
    expect(parley.outbox.getState().items).toEqual([]);
  });

  it('tells what a voice note is', async () => {
    const world = await buildStarted();
    const upload = jest.spyOn(world.parley.rest.attachments, 'upload');
    const file = new Blob(['mp3'], { type: 'audio/mpeg' });
    const note = { file, name: 'note.mp3', kind: 'voice' as const, durationMs: 1_200, peaks: [1, 50] };
    expect(world.parley.messages('c1').send('', { attachments: [note] }).type).toBe('voice');
    await settle();
    expect(upload.mock.calls[0]?.[0]).toMatchObject({ kind: 'voice', durationMs: 1_200, peaks: [1, 50] });
    expect(world.server.messages('c1')).toMatchObject([{ type: 'voice', attachments: [{ kind: 'voice' }] }]);
    await world.parley.stop();
  });
});

describe('a message with an offer', () => {
  it('is sent with the offer or the answer, and without a text', async () => {
    const world = await buildStarted();
    const thread = world.parley.messages('c1');
    expect(thread.send('', { offer: { amount: 500, currency: 'DZD' } })).toMatchObject({ type: 'offer', text: '' });
    await settle();
    const offerId = world.server.messages('c1')[0]?.offer?.id ?? '';
    thread.send('Gladly', { offerAnswer: { offerId, answer: 'accept' } });
    await settle();
    expect(world.server.messages('c1')).toMatchObject([
      { type: 'offer', offer: { amount: 500, currency: 'DZD', makerId: 'ana' } },
      { type: 'offer', text: 'Gladly', offerAnswer: { offerId, answer: 'accept' } },
    ]);
    await world.parley.stop();
  });

  it('is neither forwarded, edited nor removed by its sender', async () => {
    const { parley } = await buildStarted();
    const offer = buildMessage({ senderId: 'ana', type: 'offer', offer: buildOffer() });
    const thread = parley.messages('c1');
    expect([thread.mayForward(offer), thread.mayEdit(offer), thread.mayRemove(offer)]).toEqual([false, false, false]);
    await parley.stop();
  });
});

describe('forwarding', () => {
  it('shows the files meanwhile, which the server copies without an upload', async () => {
    const world = await buildStarted();
    world.parley.messages('c1').send('Look', { attachments: [picture()] });
    await settle();
    world.server.addChat({ id: 'c2' });
    world.network.isAuto = false;
    const messageId = world.server.messages('c1')[0]?.id ?? '';
    const [copy] = world.parley.messages('c1').forward(messageId, ['c2']);
    expect(copy).toMatchObject({
      type: 'image',
      text: 'Look',
      isForwarded: true,
      attachments: [{ attachmentId: 'a1' }],
    });
    world.network.isAuto = true;
    while (world.network.deliver()) await settle();
    expect(world.server.messages('c2')).toMatchObject([{ type: 'image', text: 'Look', isForwarded: true }]);
    expect(uploads(world)).toBe(1);
    await world.parley.stop();
  });
});
