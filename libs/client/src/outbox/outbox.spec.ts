import 'fake-indexeddb/auto';
import { DEFAULT_LIMITS } from '@app/contracts';
import { buildWorld, type World } from '../testing/build-world';
import { settle } from '../testing/fake-clock';
import { refuse } from '../testing/fake-server';
import { createIndexedDbStorage } from './indexed-db-storage';
import { createMemoryStorage } from './memory-storage';
import { checkText } from './message-text';
import type { OutboxStorage } from './outbox-storage';

const texts = ({ server }: World) => server.messages('c1').map(({ text }) => text);
const pending = ({ parley }: World) => parley.messages('c1').getState().pending;
const sends = ({ network }: World) => network.commands.filter(({ command }) => command === 'sendMessage');

async function buildStarted(options: Parameters<typeof buildWorld>[0] = {}): Promise<World> {
  const world = buildWorld(options);
  world.parley.start();
  world.parley.messages('c1').open();
  await settle();
  return world;
}

describe('the outbox', () => {
  it('shows a message at once and confirms it under the same id', async () => {
    const world = await buildStarted();
    const { clientMsgId } = world.parley.messages('c1').send('hello  ');
    expect(pending(world)).toMatchObject([{ clientMsgId, text: 'hello', status: 'sending' }]);
    await settle();
    expect(pending(world)).toEqual([]);
    expect(world.parley.messages('c1').getState().items).toMatchObject([{ clientMsgId, text: 'hello' }]);
    await world.parley.stop();
  });

  it('keeps what is sent while offline and sends it in order when back, each once', async () => {
    const world = buildWorld();
    const thread = world.parley.messages('c1');
    for (const text of ['one', 'two', 'three']) thread.send(text);
    expect(sends(world)).toEqual([]);
    world.parley.start();
    await settle();
    expect(texts(world)).toEqual(['one', 'two', 'three']);
    expect(sends(world)).toHaveLength(3);
    await world.parley.stop();
  });

  it('repeats the same id when the ack was lost, and the message is stored once', async () => {
    const world = await buildStarted();
    world.network.isAuto = false;
    world.parley.messages('c1').send('hello');
    await settle();
    world.network.deliver();
    world.network.isAuto = true;
    world.network.cut();
    await world.clock.advance(5_000);
    expect(texts(world)).toEqual(['hello']);
    expect(sends(world).map(({ input }) => (input as { clientMsgId: string }).clientMsgId)).toEqual(
      Array(2).fill('00000000-0000-4000-8000-000000000001'),
    );
    expect(pending(world)).toEqual([]);
    await world.parley.stop();
  });

  it('waits as long as the server asks', async () => {
    const world = await buildStarted();
    world.server.sendFaults.push(refuse('RATE_LIMITED', { retryAfterMs: 20_000 }));
    world.parley.messages('c1').send('hello');
    await world.clock.advance(19_000);
    expect(pending(world)).toMatchObject([{ status: 'stillTrying' }]);
    expect(sends(world)).toHaveLength(1);
    await world.clock.advance(2_000);
    expect(texts(world)).toEqual(['hello']);
    await world.parley.stop();
  });

  it('keeps a refused message as failed, lets later ones pass, and sends it again on demand', async () => {
    const world = await buildStarted();
    const thread = world.parley.messages('c1');
    world.server.sendFaults.push(refuse('BLOCKED'));
    const { clientMsgId } = thread.send('first');
    thread.send('second');
    await settle();
    expect(texts(world)).toEqual(['second']);
    expect(pending(world)).toMatchObject([{ clientMsgId, status: 'failed', errorCode: 'BLOCKED' }]);
    thread.retry(clientMsgId);
    await settle();
    expect(texts(world)).toEqual(['second', 'first']);
    await world.parley.stop();
  });

  it('forgets a discarded message', async () => {
    const world = buildWorld();
    const { clientMsgId } = world.parley.messages('c1').send('oops');
    world.parley.messages('c1').discard(clientMsgId);
    world.parley.start();
    await settle();
    expect(texts(world)).toEqual([]);
    await world.parley.stop();
  });

  it('does not lose a message to an expired session', async () => {
    const world = await buildStarted();
    world.server.sendFaults.push(refuse('TOKEN_EXPIRED'));
    world.parley.messages('c1').send('hello');
    await world.clock.advance(3_000);
    expect(texts(world)).toEqual(['hello']);
    await world.parley.stop();
  });

  it('survives a reload in the middle of sending', async () => {
    const storage = createMemoryStorage();
    const before = buildWorld({ storage });
    before.parley.start();
    await settle();
    before.network.isAuto = false;
    const { clientMsgId } = before.parley.messages('c1').send('hello');
    await settle();
    await before.parley.stop();
    const after = await buildStarted({ storage });
    expect(after.server.messages('c1')).toMatchObject([{ clientMsgId, text: 'hello' }]);
    expect(await storage.load('ana')).toEqual([]);
    await after.parley.stop();
  });

  it('sends although the storage is full, and tells that this device keeps nothing', async () => {
    const full = async () => {
      throw new Error('QuotaExceededError');
    };
    const storage: OutboxStorage = { ...createMemoryStorage(), put: full };
    const world = await buildStarted({ storage });
    expect(world.parley.outbox.getState().isDurable).toBe(true);
    world.parley.messages('c1').send('hello');
    await settle();
    expect(texts(world)).toEqual(['hello']);
    expect(world.parley.outbox.getState().isDurable).toBe(false);
    storage.put = createMemoryStorage().put;
    world.parley.messages('c1').send('there is room again');
    await settle();
    expect(world.parley.outbox.getState().isDurable).toBe(true);
    await world.parley.stop();
  });

  it('sends although the database never answers, and what an earlier visit left as soon as it does', async () => {
    const disk = createMemoryStorage();
    const earlier = buildWorld({ storage: disk }, { uuid: () => '00000000-0000-4000-8000-00000000000e' });
    earlier.parley.messages('c1').send('left behind');
    await settle();
    let isHanging = true;
    const never = new Promise<never>(() => undefined);
    const storage: OutboxStorage = {
      load: (userId) => (isHanging ? never : disk.load(userId)),
      put: (item) => (isHanging ? never : disk.put(item)),
      delete: (id) => (isHanging ? never : disk.delete(id)),
      clear: () => never,
    };
    const world = await buildStarted({ storage });
    world.parley.messages('c1').send('hello');
    await world.clock.advance(10_000);
    expect(texts(world)).toEqual(['hello']);
    expect(world.parley.outbox.getState().isDurable).toBe(false);
    isHanging = false;
    await world.clock.advance(30_000);
    expect(texts(world)).toEqual(['hello', 'left behind']);
    await world.parley.stop();
    await world.clock.advance(60_000);
    expect(world.clock.pendingCount).toBe(0);
  });

  it('sends where locks fail', async () => {
    const hold = () => Promise.reject(new Error('SecurityError'));
    const world = buildWorld({}, { locks: { hold } });
    world.parley.start();
    world.parley.messages('c1').send('hello');
    await settle();
    expect(texts(world)).toEqual(['hello']);
    await world.parley.stop();
  });

  it('sends what is new after what is old, although the clock was set back a day in between', async () => {
    const storage = createMemoryStorage();
    const before = buildWorld({ storage });
    await before.clock.advance(86_400_000);
    before.parley.messages('c1').send('old');
    await settle();
    const after = buildWorld({ storage }, { uuid: () => '00000000-0000-4000-8000-00000000000f' });
    after.parley.messages('c1').send('new');
    after.parley.start();
    await settle();
    expect(texts(after)).toEqual(['old', 'new']);
    await after.parley.stop();
  });

  it('takes messages that an older version kept', async () => {
    const storage = createMemoryStorage();
    const { kind, forwardOfId, ...old } = {
      kind: 'send' as const,
      forwardOfId: null,
      clientMsgId: '00000000-0000-4000-8000-0000000000aa',
      userId: 'ana',
      chatId: 'c1',
      text: 'from before the update',
      replyTo: null,
      order: 1,
      queuedAt: 1,
      errorCode: null,
    };
    await storage.put(old as never);
    const world = await buildStarted({ storage });
    expect(texts(world)).toEqual(['from before the update']);
    await world.parley.stop();
  });

  it('is dropped whole on an intended sign-out', async () => {
    const storage = createMemoryStorage();
    const world = buildWorld({ storage });
    world.parley.messages('c1').send('hello');
    await world.parley.outbox.clear();
    expect(pending(world)).toEqual([]);
    expect(await storage.load('ana')).toEqual([]);
  });
});

describe('the outbox in several tabs', () => {
  /** Two tabs: one storage, one channel, and a lock that only the first gets until it lets go. */
  function buildTabs() {
    const storage = createMemoryStorage();
    const listeners = new Map<object, (message: never) => void>();
    let queue: Promise<unknown> = Promise.resolve();
    const environment = {
      locks: {
        hold: <T>(_name: string, task: () => Promise<T>): Promise<T> => {
          const result = queue.then(task);
          queue = result;
          return result;
        },
      },
      openChannel: <T>(_name: string, listener: (message: T) => void) => {
        const self = {};
        listeners.set(self, listener as (message: never) => void);
        return {
          post: (message: T) => {
            for (const [other, hear] of listeners) if (other !== self) hear(structuredClone(message) as never);
          },
          close: () => listeners.delete(self),
        };
      },
    };
    return [buildWorld({ storage }, environment), buildWorld({ storage }, environment)] as const;
  }

  it('shows an item in every tab, sends it from one, and another takes over when that one closes', async () => {
    const [first, second] = buildTabs();
    first.parley.start();
    second.parley.start();
    await settle();
    first.network.isAuto = false;
    second.parley.messages('c1').send('from the second tab');
    await settle();
    expect(sends(first)).toHaveLength(1);
    expect(sends(second)).toHaveLength(0);
    expect(pending(first)).toMatchObject([{ text: 'from the second tab' }]);
    await first.parley.stop();
    await settle();
    expect(sends(second)).toHaveLength(1);
    expect(texts(second)).toEqual(['from the second tab']);
    expect(second.parley.outbox.getState().items).toEqual([]);
    await second.parley.stop();
  });
});

describe(createIndexedDbStorage.name, () => {
  it("keeps a person's items and nobody else's", async () => {
    const storage = createIndexedDbStorage('spec');
    const item = {
      kind: 'send' as const,
      forwardOfId: null,
      clientMsgId: 'a',
      userId: 'ana',
      chatId: 'c1',
      text: 'hello',
      mentions: [],
      replyTo: null,
      attachments: [],
      offer: null,
      offerAnswer: null,
      order: 1,
      queuedAt: 1,
      errorCode: null,
    };
    await storage.put(item);
    await storage.put({ ...item, clientMsgId: 'b', userId: 'ben' });
    await storage.put({ ...item, text: 'changed' });
    expect(await createIndexedDbStorage('spec').load('ana')).toEqual([{ ...item, text: 'changed' }]);
    await storage.clear('ana');
    expect(await storage.load('ana')).toEqual([]);
    expect(await storage.load('ben')).toHaveLength(1);
    await storage.delete('b');
    expect(await storage.load('ben')).toEqual([]);
  });
});

describe(checkText.name, () => {
  const check = (text: string) => checkText(text, DEFAULT_LIMITS);

  it('takes 4,000 emoji, new lines and tabs, and trims the end', () => {
    expect(check('😀'.repeat(4_000))).toHaveLength(8_000);
    expect(check('a\r\nb\tc \n')).toBe('a\nb\tc');
  });

  it.each([
    ['nothing', ' \n '],
    ['only characters without width', '\u200b\u200d'],
    ['a control character', 'a\u0000b'],
    ['too many code points', 'a'.repeat(4_001)],
  ])('refuses %s', (_what, text) => {
    expect(() => check(text)).toThrow(expect.objectContaining({ code: 'VALIDATION' }));
  });

  it('refuses what is short in characters but large in bytes', () => {
    const limits = { ...DEFAULT_LIMITS, messageMaxBytes: 100 };
    expect(() => checkText('😀'.repeat(26), limits)).toThrow(expect.objectContaining({ code: 'TOO_LARGE' }));
  });
});
