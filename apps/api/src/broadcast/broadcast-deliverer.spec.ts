import { randomUUID } from 'node:crypto';
import type { BroadcastChannel, BroadcastDto, CreatedBroadcastDto, NotificationDto, Page } from '@app/contracts';
import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { toObjectId } from '../common/object-id';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, type TestPerson } from '../testing/test-person';
import { UserService } from '../user/user.service';
import type { Broadcast } from './broadcast.schema';
import { BroadcastDeliverer } from './broadcast-deliverer';
import { BroadcastStore } from './broadcast-store';
import {
  type ChannelMessage,
  type ChannelOutcome,
  type ChannelRecipient,
  ChannelSenders,
  type SettledSend,
} from './channel-sender';
import { BroadcastSend } from './delivery.schema';

/** More than one batch. */
const PEOPLE = 520;
const SOME = 40;
const SENT: ChannelOutcome = { kind: 'sent' };

type Send = (recipient: ChannelRecipient, message: ChannelMessage) => Promise<ChannelOutcome>;

const FAR = { local: '2099-01-01T00:00', timeZone: 'UTC' };

/** Something to wait for. */
function gate(): { passed: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

describe(BroadcastDeliverer.name, () => {
  let server: TestApp;
  let admin: TestPerson;
  let reader: TestPerson;
  /** What the channels, the outside world of this room, do when they are asked. */
  let channels: Record<BroadcastChannel, Send>;
  let mailed: string[];
  let atOnce: number;
  let settled: SettledSend[];
  /** Enough people for what needs no second batch. */
  let some: { userIds: string[] };

  beforeAll(async () => {
    server = await startTestApp();
    const senders = server.app.get(ChannelSenders);
    for (const channel of ['email', 'push'] as const) {
      senders.register(channel, {
        get atOnce() {
          return atOnce;
        },
        send: (...asked) => channels[channel](...asked),
        settled: async (sends) => void settled.push(...sends),
      });
    }
    admin = await buildPerson(server, { name: 'Karim Amrani', role: 'admin' });
    reader = await buildPerson(server, { name: 'Nour', locale: 'ar' });
    const users = server.app.get(UserService);
    const names = Array.from({ length: PEOPLE - 1 }, (_, index) => `reader${index}`);
    const made = await Promise.all(names.map((name) => users.create({ name, email: `${name}@example.com` })));
    some = { userIds: made.slice(0, SOME).map(({ _id }) => _id.toHexString()) };
  }, 60_000);

  afterAll(() => server?.stop());

  beforeEach(() => {
    mailed = [];
    settled = [];
    atOnce = 1;
    const mail: Send = async ({ userId }) => {
      mailed.push(userId);
      return SENT;
    };
    channels = { email: mail, push: async () => ({ kind: 'skipped', reason: 'noDevice' }) };
  });

  async function publish(asked: BroadcastChannel[], extra: object = {}): Promise<BroadcastDto> {
    const { broadcast } = await admin.call<CreatedBroadcastDto>('POST', '/broadcasts', {
      broadcastId: randomUUID(),
      variants: { en: { title: 'Hello', text: 'World' }, ar: { title: 'مرحبا', text: 'بالعالم' } },
      defaultLocale: 'en',
      audience: { roles: ['user'] },
      channels: asked,
      ...extra,
    });
    return broadcast;
  }

  const get = (id: string) => admin.call<BroadcastDto>('GET', `/broadcasts/${id}`);

  /** Asks until the answer is the one that is waited for; every question is a turn of the server too. */
  async function until(id: string, holds: (broadcast: BroadcastDto) => boolean): Promise<BroadcastDto> {
    for (;;) {
      const broadcast = await get(id);
      if (holds(broadcast)) return broadcast;
    }
  }

  const isSent = ({ state }: BroadcastDto) => state === 'sent';

  it('says how far each channel is, and is sent when all are done', async () => {
    const { id, state } = await publish(['email', 'push'], { audience: some });
    expect(state).toBe('sending');
    const { deliveries, figures } = await until(id, isSent);
    expect(figures.recipients).toBe(SOME);
    expect(deliveries).toEqual([
      { channel: 'email', state: 'done', sent: SOME, skipped: 0, failed: 0, repeated: 0, isFailing: false },
      { channel: 'push', state: 'done', sent: 0, skipped: SOME, failed: 0, repeated: 0, isFailing: false },
    ]);
  }, 60_000);

  it('goes on after a failure of the channel, which stops neither the bell nor the other channel', async () => {
    let isBroken = true;
    const mail = channels.email;
    channels.email = (...asked) => (isBroken ? Promise.reject(new Error('no route to host')) : mail(...asked));
    const audience = { userIds: [reader.id] };
    const { id } = await publish(['email', 'push'], { audience });
    const [email, push] = (
      await until(id, ({ deliveries: [first, second] }) => first?.isFailing === true && second?.state === 'done')
    ).deliveries;
    expect(email).toMatchObject({ state: 'sending', sent: 0, failed: 0 });
    expect(push).toMatchObject({ skipped: 1 });
    const { items } = await reader.call<Page<NotificationDto>>('GET', '/notifications');
    expect(items.some((item) => item.id === id)).toBe(true);
    isBroken = false;
    const { deliveries } = await until(id, isSent);
    expect(deliveries[0]).toMatchObject({ sent: 1, repeated: 0, isFailing: false });
    expect(mailed).toEqual([reader.id]);
  }, 30_000);

  it('stops when it is paused, and goes on where it stopped', async () => {
    const [begun, held] = [gate(), gate()];
    const mail = channels.email;
    channels.email = async (...asked) => {
      begun.open();
      await held.passed;
      return mail(...asked);
    };
    const { id } = await publish(['email'], { audience: some });
    await begun.passed;
    await admin.call('POST', `/broadcasts/${id}/pause`);
    held.open();
    const paused = await until(id, ({ deliveries }) => (deliveries[0]?.sent ?? 0) > 0);
    expect(paused.state).toBe('paused');
    await admin.call('POST', `/broadcasts/${id}/resume`);
    await until(id, isSent);
    expect(mailed).toHaveLength(SOME);
    expect(new Set(mailed).size).toBe(SOME);
  }, 60_000);

  it('writes to nobody any more once it is cancelled', async () => {
    const { id } = await publish(['email'], { publishAt: FAR });
    await admin.call('POST', `/broadcasts/${id}/cancel`);
    expect((await get(id)).deliveries).toMatchObject([{ state: 'waiting', sent: 0 }]);
    expect(mailed).toEqual([]);
  });

  describe('run', () => {
    /** A broadcast that no job works on: the runs of this test are the only ones. */
    async function begin(audience: object): Promise<Broadcast & { publishedAt: Date }> {
      const { id } = await publish(['email'], { audience, publishAt: FAR });
      const broadcast = await server.app.get(BroadcastStore).require(id);
      return { ...broadcast, publishedAt: new Date() };
    }
    const runOf = (broadcast: Broadcast & { publishedAt: Date }) =>
      server.app.get(BroadcastDeliverer).run(broadcast, 'email');
    const finish = async (broadcast: Broadcast & { publishedAt: Date }): Promise<void> => {
      while (await runOf(broadcast));
    };

    it('writes to everybody once, batch after batch, each in their language', async () => {
      const texts = new Map<string, string>();
      const mail = channels.email;
      channels.email = (recipient, message) => {
        texts.set(recipient.userId, message.title);
        return mail(recipient, message);
      };
      const broadcast = await begin({ roles: ['user'] });
      await finish(broadcast);
      expect(mailed).toHaveLength(PEOPLE);
      expect(new Set(mailed).size).toBe(PEOPLE);
      expect([texts.get(reader.id), texts.get(mailed[1] ?? '')]).toEqual(['مرحبا', 'Hello']);
      expect((await get(broadcast._id.toHexString())).deliveries).toMatchObject([{ sent: PEOPLE, repeated: 0 }]);
    }, 60_000);

    it('writes to as many at once as the channel takes, and to no more', async () => {
      atOnce = 3;
      const held = gate();
      let under = 0;
      let most = 0;
      channels.email = async ({ userId }) => {
        under += 1;
        most = Math.max(most, under);
        if (under === atOnce) held.open();
        await held.passed;
        under -= 1;
        mailed.push(userId);
        return SENT;
      };
      const broadcast = await begin(some);
      await finish(broadcast);
      expect(most).toBe(3);
      expect(mailed).toHaveLength(SOME);
      expect(new Set(mailed).size).toBe(SOME);
    }, 60_000);

    it('stops in all lanes when the channel fails one of them, and loses nobody', async () => {
      atOnce = 3;
      const mail = channels.email;
      channels.email = (...asked) => (mailed.length === 5 ? Promise.reject(new Error('gone')) : mail(...asked));
      const broadcast = await begin(some);
      await expect(runOf(broadcast)).rejects.toThrow('gone');
      expect(mailed.length).toBeLessThan(SOME);
      channels.email = mail;
      await finish(broadcast);
      expect(new Set(mailed).size).toBe(SOME);
      const [email] = (await get(broadcast._id.toHexString())).deliveries;
      expect(email).toMatchObject({ sent: SOME, repeated: 0, isFailing: false });
    }, 60_000);

    it('tells of everybody what became of them, also of those whom a killed process left untold', async () => {
      const mail = channels.email;
      channels.email = (recipient, message) =>
        recipient.userId === some.userIds[3]
          ? Promise.resolve({ kind: 'skipped', reason: 'preference' })
          : mail(recipient, message);
      const broadcast = await begin(some);
      await runOf(broadcast);
      settled = [];
      const deliveries = server.app.get<Model<object>>(getModelToken('BroadcastDelivery'));
      await deliveries.updateOne({ broadcastId: broadcast._id }, { $set: { after: null } });
      await finish(broadcast);
      expect(new Set(settled.map(({ id }) => id.toHexString())).size).toBe(SOME);
      const skipped = settled.filter(({ outcome }) => outcome.kind === 'skipped');
      expect(new Set(skipped.map(({ userId }) => userId.toHexString()))).toEqual(new Set([some.userIds[3]]));
      expect(settled[0]).toMatchObject({ title: 'Hello', broadcastId: broadcast._id.toHexString() });
    }, 60_000);

    it('writes to nobody twice when two processes do the same batch', async () => {
      const broadcast = await begin(some);
      await Promise.all([finish(broadcast), finish(broadcast), finish(broadcast)]);
      expect(new Set(mailed).size).toBe(SOME);
      expect(mailed).toHaveLength(SOME);
      const [email] = (await get(broadcast._id.toHexString())).deliveries;
      expect(email).toMatchObject({ state: 'done', sent: SOME, repeated: 0 });
    }, 60_000);

    it('leaves to another process what that one has under way, and says when to look again', async () => {
      const [asked, held] = [gate(), gate()];
      const mail = channels.email;
      channels.email = async (...letter) => {
        asked.open();
        await held.passed;
        return mail(...letter);
      };
      const broadcast = await begin({ userIds: some.userIds.slice(0, 2) });
      const first = finish(broadcast);
      await asked.passed;
      channels.email = mail;
      const sends = server.app.get<Model<BroadcastSend>>(getModelToken(BroadcastSend.name));
      const begun = await sends
        .findOne({ broadcastId: broadcast._id, state: 'sending' })
        .orFail()
        .lean<BroadcastSend>();
      await runOf(broadcast);
      expect(mailed).toEqual([some.userIds[1]]);
      const again = await runOf(broadcast);
      expect(again?.getTime()).toBeGreaterThan(begun.at.getTime());
      expect(again?.getTime()).toBeLessThanOrEqual(begun.at.getTime() + 10_000);
      expect(mailed).toEqual([some.userIds[1]]);
      held.open();
      await first;
      expect(mailed).toEqual([some.userIds[1], some.userIds[0]]);
      expect((await get(broadcast._id.toHexString())).deliveries).toMatchObject([{ sent: 2, repeated: 0 }]);
    }, 60_000);

    it('sends again, and says so, what was under way when a process died', async () => {
      const broadcast = await begin(some);
      const sends = server.app.get<Model<BroadcastSend>>(getModelToken(BroadcastSend.name));
      await runOf(broadcast);
      const of = { broadcastId: broadcast._id };
      const done = await sends.findOne({ ...of, userId: toObjectId(mailed[7] ?? '') }).lean<BroadcastSend>();
      await sends.updateOne({ _id: done?._id }, { $set: { state: 'sending', at: new Date(0) } });
      const deliveries = server.app.get<Model<object>>(getModelToken('BroadcastDelivery'));
      await deliveries.updateOne(of, { $set: { after: null, sent: 0 } });
      await finish(broadcast);
      expect(mailed).toHaveLength(SOME + 1);
      const [email] = (await get(broadcast._id.toHexString())).deliveries;
      expect(email).toMatchObject({ sent: SOME, repeated: 1 });
    }, 60_000);
  });
});
