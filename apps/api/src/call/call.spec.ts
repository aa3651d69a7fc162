import { randomUUID } from 'node:crypto';
import type {
  CallDto,
  ChatDto,
  CurrentCallDto,
  Envelope,
  IceServersDto,
  MessagePageDto,
  NotificationDto,
  Page,
} from '@app/contracts';
import fc from 'fast-check';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, nextFact, recordFacts, type TestPerson, type TestSocket } from '../testing/test-person';
import { buildCandidate, buildDescription } from './build-signal';
import { CallService } from './call.service';
import { CallClock } from './call-clock';

let server: TestApp;
let amel: TestPerson;
let yacine: TestPerson;
let chat: ChatDto;

async function meet(): Promise<void> {
  amel = await buildPerson(server, { name: 'Amel Haddad' });
  yacine = await buildPerson(server, { name: 'Yacine Benali' });
  chat = await amel.chatWith(yacine);
}

const part = () => {
  for (const person of [amel, yacine]) person?.disconnect();
};

/** A command that must succeed. */
async function ask<T = CallDto>(person: TestPerson, socket: TestSocket, command: string, input: object): Promise<T> {
  const answer = (await person.emit(socket, command, input)) as Envelope<T>;
  if (!answer.success) throw new Error(`${command}: ${JSON.stringify(answer.error)}`);
  return answer.data;
}

const refusal = (code: string) => expect.objectContaining({ success: false, error: expect.objectContaining({ code }) });
const ended = (socket: TestSocket, id: string) =>
  nextFact(socket, 'call', (call) => call.id === id && call.state === 'ended');

interface Ringing {
  a: TestSocket;
  b: TestSocket;
  call: CallDto;
  callId: string;
  callerDevice: string;
  calleeDevice: string;
}

/** Amel calls Yacine. */
async function ring(media = 'audio'): Promise<Ringing> {
  const [a, b] = await Promise.all([amel.connect(), yacine.connect()]);
  const ids = { callId: randomUUID(), callerDevice: randomUUID(), calleeDevice: randomUUID() };
  const input = { chatId: chat.id, callId: ids.callId, deviceId: ids.callerDevice, media };
  return { a, b, ...ids, call: await ask(amel, a, 'startCall', input) };
}

async function talk(media = 'audio'): Promise<Ringing> {
  const ringing = await ring(media);
  const { b, callId, calleeDevice: deviceId } = ringing;
  return { ...ringing, call: await ask(yacine, b, 'acceptCall', { callId, deviceId }) };
}

const lines = async () => {
  const { items } = await amel.call<MessagePageDto>('GET', `/chats/${chat.id}/messages`);
  return items.flatMap(({ system }) => (system ? [system] : []));
};
const bellOf = (person: TestPerson) => person.call<Page<NotificationDto>>('GET', '/notifications');

describe(CallService.name, () => {
  beforeAll(async () => {
    server = await startTestApp();
  });

  afterAll(() => server?.stop());
  beforeEach(meet);
  afterEach(part);

  describe('ringing', () => {
    it('rings on every device of the called person, and the caller’s own hear of it', async () => {
      const [phone, laptop, tab] = await Promise.all([yacine.connect(), yacine.connect(), amel.connect()]);
      const heard = [phone, laptop, tab].map((socket) => nextFact(socket, 'call'));
      const { call } = await ring('video');
      expect(await Promise.all(heard)).toEqual([call, call, call]);
      expect(call).toMatchObject({ state: 'ringing', media: 'video', callerId: amel.id, calleeId: yacine.id });
      expect(Date.parse(call.ringsUntil) - Date.parse(call.startedAt)).toBe(45_000);
      expect(await yacine.call<CurrentCallDto>('GET', '/calls/current')).toEqual({ call });
    });

    it('is answered by the first device; the other one is told that it is taken, and may not signal', async () => {
      const { b, callId, callerDevice } = await ring();
      const other = await yacine.connect();
      const devices = [randomUUID(), randomUUID()] as const;
      const accept = (socket: TestSocket, deviceId: string) => yacine.emit(socket, 'acceptCall', { callId, deviceId });
      const answers = await Promise.all([accept(b, devices[0]), accept(other, devices[1])]);
      expect(answers).toContainEqual(refusal('CALL_TAKEN'));
      const winner = answers.findIndex(({ success }) => success);
      const { call } = await yacine.call<CurrentCallDto>('GET', '/calls/current');
      expect(call).toMatchObject({ state: 'active', calleeDeviceId: devices[winner], callerDeviceId: callerDevice });
      const loser = { callId, deviceId: devices[1 - winner], signal: buildCandidate() };
      expect(await yacine.emit(winner === 0 ? other : b, 'signalCall', loser)).toEqual(refusal('FORBIDDEN'));
      const again = await accept(winner === 0 ? b : other, devices[winner] as string);
      expect(again).toMatchObject({ data: { state: 'active' } });
    });

    it('is the same call when started again, and nobody else’s', async () => {
      const { a, b, call, callId, callerDevice: deviceId } = await ring();
      const input = { chatId: chat.id, callId, deviceId, media: 'audio' };
      expect(await ask(amel, a, 'startCall', input)).toEqual(call);
      expect(await yacine.emit(b, 'startCall', input)).toEqual(refusal('FORBIDDEN'));
      expect(await amel.emit(a, 'acceptCall', { callId, deviceId })).toEqual(refusal('FORBIDDEN'));
    });

    it.each(['acceptCall', 'declineCall', 'endCall', 'rejoinCall', 'signalCall'])(
      'answers %s of a stranger as it answers an unknown call',
      async (command) => {
        const { callId } = await ring();
        const stranger = await buildPerson(server, { name: 'Salim Other' });
        const socket = await stranger.connect();
        const deviceId = randomUUID();
        const more = {
          ...(/accept|rejoin|signal/.test(command) && { deviceId }),
          ...(command === 'signalCall' && { signal: buildCandidate() }),
        };
        for (const id of [callId, randomUUID()]) {
          expect(await stranger.emit(socket, command, { callId: id, ...more })).toEqual(refusal('FORBIDDEN'));
        }
        stranger.disconnect();
        expect(await amel.call<CurrentCallDto>('GET', '/calls/current')).toMatchObject({ call: { state: 'ringing' } });
      },
    );

    it('is only in chats of two, of members, open and not blocked', async () => {
      const third = await buildPerson(server, { name: 'Third' });
      const group = await amel.call<ChatDto>('POST', '/chats', {
        type: 'group',
        title: 'Club',
        memberIds: [yacine.id, third.id],
      });
      const a = await amel.connect();
      const start = (person: TestPerson, socket: TestSocket, chatId: string) =>
        person.emit(socket, 'startCall', { chatId, callId: randomUUID(), deviceId: randomUUID(), media: 'audio' });
      expect(await start(amel, a, group.id)).toEqual(refusal('VALIDATION'));
      expect(await start(third, await third.connect(), chat.id)).toEqual(refusal('FORBIDDEN'));
      await yacine.call('PUT', `/users/${amel.id}/block`, {});
      expect(await start(amel, a, chat.id)).toEqual(refusal('BLOCKED'));
      third.disconnect();
    });
  });

  describe('an end', () => {
    it('by the called person declines, with a line and no bell', async () => {
      const { a, b, callId } = await ring();
      const told = ended(a, callId);
      await ask(yacine, b, 'declineCall', { callId });
      expect(await told).toMatchObject({ outcome: 'declined', answeredAt: null });
      expect(await lines()).toEqual([
        { kind: 'callEnded', values: { media: 'audio', outcome: 'declined', callerId: amel.id, seconds: '0' } },
      ]);
      expect((await bellOf(yacine)).items).toEqual([]);
    });

    it('by the caller before an answer is a missed call in the bell, until the chat is read on', async () => {
      const { a, b, callId } = await ring('video');
      const told = ended(b, callId);
      await ask(amel, a, 'endCall', { callId });
      expect(await told).toMatchObject({ outcome: 'cancelled' });
      const [row] = (await bellOf(yacine)).items;
      const data = { chatId: chat.id, missedCall: { media: 'video' } };
      expect(row).toMatchObject({ type: 'system', title: 'Amel Haddad', data, count: 1, readAt: null });
      expect((await bellOf(amel)).items).toEqual([]);
      await yacine.call('PUT', `/chats/${chat.id}/read`, { seq: 1 });
      expect((await bellOf(yacine)).items).toMatchObject([{ id: row?.id, readAt: expect.any(String) }]);
    });

    it('does not ring the bell of who has the chat in front of them', async () => {
      const { a, b, callId } = await ring();
      await yacine.emit(b, 'openChat', { chatId: chat.id, isFocused: true });
      await ask(amel, a, 'endCall', { callId });
      expect((await bellOf(yacine)).items).toEqual([]);
    });

    it('after talking says how long, and a repeat changes nothing', async () => {
      const { a, b, callId } = await talk();
      const told = ended(a, callId);
      const over = await ask(yacine, b, 'endCall', { callId });
      expect(await told).toEqual(over);
      expect(over).toMatchObject({ state: 'ended', outcome: 'answered', answeredAt: expect.any(String) });
      expect(await ask(amel, a, 'endCall', { callId })).toEqual(over);
      expect(await lines()).toHaveLength(1);
      expect(await amel.call('GET', '/calls/current')).toEqual({ call: null });
    });

    it('has one outcome when everybody does something else at the same moment', async () => {
      const { a, b, callId, calleeDevice: deviceId } = await ring();
      const phone = await yacine.connect();
      await Promise.all([
        yacine.emit(b, 'acceptCall', { callId, deviceId }),
        amel.emit(a, 'endCall', { callId }),
        yacine.emit(phone, 'declineCall', { callId }),
        yacine.emit(phone, 'acceptCall', { callId, deviceId: randomUUID() }),
      ]);
      const over = await ask(amel, a, 'endCall', { callId });
      expect(['answered', 'cancelled', 'declined']).toContain(over.outcome);
      expect(await lines()).toMatchObject([{ values: { outcome: over.outcome } }]);
    });

    it('cannot be undone', async () => {
      const { a, b, callId, calleeDevice: deviceId } = await ring();
      await ask(amel, a, 'endCall', { callId });
      for (const command of ['acceptCall', 'rejoinCall']) {
        expect(await yacine.emit(b, command, { callId, deviceId })).toEqual(refusal('CALL_ENDED'));
      }
    });
  });

  describe('a busy person', () => {
    it('is not rung, and both are told', async () => {
      const { callId } = await talk();
      const third = await buildPerson(server, { name: 'Third' });
      const other = await third.chatWith(yacine);
      const socket = await third.connect();
      const input = { chatId: other.id, callId: randomUUID(), deviceId: randomUUID(), media: 'audio' };
      expect(await ask(third, socket, 'startCall', input)).toMatchObject({ state: 'ended', outcome: 'busy' });
      expect(await ask(third, socket, 'startCall', input)).toMatchObject({ outcome: 'busy' });
      expect(await third.call('GET', '/calls/current')).toEqual({ call: null });
      expect((await bellOf(yacine)).items).toMatchObject([
        { title: 'Third', data: { missedCall: { media: 'audio' } } },
      ]);
      expect(await yacine.call<CurrentCallDto>('GET', '/calls/current')).toMatchObject({ call: { id: callId } });
      third.disconnect();
    });

    it('cannot call anybody else', async () => {
      const { a } = await ring();
      const input = { chatId: chat.id, callId: randomUUID(), deviceId: randomUUID(), media: 'audio' };
      expect(await amel.emit(a, 'startCall', input)).toEqual(refusal('CALL_BUSY'));
    });

    it('is in one call only when two call each other at once', async () => {
      const [a, b] = await Promise.all([amel.connect(), yacine.connect()]);
      const input = () => ({ chatId: chat.id, callId: randomUUID(), deviceId: randomUUID(), media: 'audio' });
      const answers = await Promise.all([amel.emit(a, 'startCall', input()), yacine.emit(b, 'startCall', input())]);
      expect(answers).toContainEqual(refusal('CALL_BUSY'));
      expect(answers).toContainEqual(expect.objectContaining({ data: expect.objectContaining({ state: 'ringing' }) }));
    });
  });

  describe('signals', () => {
    it('go to the other side’s device and to no other', async () => {
      const { a, b, callId, callerDevice, calleeDevice } = await talk();
      const others = await Promise.all([amel.connect(), yacine.connect()]);
      const silent = [a, ...others].map(recordFacts);
      const heard = nextFact(b, 'callSignal');
      const signal = buildDescription();
      await ask(amel, a, 'signalCall', { callId, deviceId: callerDevice, signal });
      expect(await heard).toEqual({ callId, fromDeviceId: callerDevice, signal });
      const back = nextFact(a, 'callSignal');
      await ask(yacine, b, 'signalCall', { callId, deviceId: calleeDevice, signal: buildCandidate() });
      expect(await back).toMatchObject({ fromDeviceId: calleeDevice, signal: buildCandidate() });
      await amel.send(chat.id, 'after it');
      expect(silent.slice(1).flatMap((facts) => facts.filter(({ fact }) => fact === 'callSignal'))).toEqual([]);
    });

    it('need an answered call', async () => {
      const { a, callId, callerDevice: deviceId } = await ring();
      const signal = buildDescription();
      expect(await amel.emit(a, 'signalCall', { callId, deviceId, signal })).toEqual(refusal('ILLEGAL_TRANSITION'));
      await ask(amel, a, 'endCall', { callId });
      expect(await amel.emit(a, 'signalCall', { callId, deviceId, signal })).toEqual(refusal('CALL_ENDED'));
    });

    it('that are malformed never reach the other side', async () => {
      const { a, b, callId, callerDevice: deviceId } = await talk();
      const facts = recordFacts(b);
      const junk = fc.oneof(
        fc.anything(),
        fc.record({
          kind: fc.constantFrom('description', 'candidate', 'media', 'x'),
          sdp: fc.string(),
          type: fc.string(),
        }),
        fc.record({ ...constants(buildDescription()), sdp: fc.string({ maxLength: 2_000 }) }),
        fc.record({ ...constants(buildCandidate()), candidate: fc.string({ minLength: 1 }) }),
      );
      await fc.assert(
        fc.asyncProperty(junk, async (signal) => {
          const answer = await amel.emit(a, 'signalCall', { callId, deviceId, signal });
          expect(answer).toEqual(refusal('VALIDATION'));
        }),
        { numRuns: 150 },
      );
      const last = nextFact(b, 'callSignal');
      await ask(amel, a, 'signalCall', { callId, deviceId, signal: buildCandidate() });
      await last;
      expect(facts.filter(({ fact }) => fact === 'callSignal')).toHaveLength(1);
    });
  });

  it('goes on after a restart: what was due ends, and the line that a crash left out is written', async () => {
    const { callId } = await ring();
    const told = [ended(await yacine.connect(), callId)];
    await server.app.get(CallClock).onApplicationBootstrap();
    expect(await amel.call<CurrentCallDto>('GET', '/calls/current')).toMatchObject({ call: { state: 'ringing' } });
    const calls = server.app.get<{ collection: { updateOne(filter: object, update: object): Promise<unknown> } }>(
      'CallModel',
    );
    await calls.collection.updateOne({ _id: callId }, { $set: { ringsUntil: new Date(0) } });
    await server.app.get(CallClock).onApplicationBootstrap();
    expect(await Promise.all(told)).toMatchObject([{ outcome: 'missed' }]);
    await calls.collection.updateOne({ _id: callId }, { $set: { isDone: false } });
    await server.app.get(CallClock).onApplicationBootstrap();
    expect(await lines()).toHaveLength(1);
    expect((await bellOf(yacine)).items).toMatchObject([{ count: 1 }]);
  });

  it('names no servers until they are configured', async () => {
    const { iceServers, expiresAt } = await amel.call<IceServersDto>('GET', '/calls/ice-servers');
    expect(iceServers).toEqual([]);
    expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now());
  });
});

describe('a call that nobody answers', () => {
  beforeAll(async () => {
    server = await startTestApp({ limits: { callRingMs: 150 } });
  });

  afterAll(() => server?.stop());
  beforeEach(meet);
  afterEach(part);

  it('stops ringing by itself, and is missed', async () => {
    const socket = await yacine.connect();
    const told = nextFact(socket, 'call', ({ state }) => state === 'ended');
    const row = nextFact(socket, 'notification');
    const { callId, calleeDevice: deviceId } = await ring();
    expect(await told).toMatchObject({ id: callId, outcome: 'missed' });
    expect(await yacine.emit(socket, 'acceptCall', { callId, deviceId })).toEqual(refusal('CALL_ENDED'));
    expect(await row).toMatchObject({ type: 'system', data: { missedCall: { media: 'audio' } } });
  });
});

describe('a call that lost a side', () => {
  beforeAll(async () => {
    server = await startTestApp({ limits: { callRejoinMs: 2_000 } });
  });

  afterAll(() => server?.stop());
  beforeEach(meet);
  afterEach(part);

  it('is lost when a side does not come back', async () => {
    const { a, b, callId } = await talk();
    const told = ended(a, callId);
    const line = nextFact(a, 'newMessage');
    b.disconnect();
    expect(await told).toMatchObject({ outcome: 'lost', answeredAt: expect.any(String) });
    expect(await line).toMatchObject({ system: { kind: 'callEnded', values: { outcome: 'lost' } } });
  });

  it('waits for a side that does: its signals go to its new socket', async () => {
    const { a, b, callId, callerDevice, calleeDevice: deviceId } = await talk();
    b.disconnect();
    const back = await yacine.connect();
    await ask(yacine, back, 'rejoinCall', { callId, deviceId });
    const heard = nextFact(back, 'callSignal');
    await ask(amel, a, 'signalCall', { callId, deviceId: callerDevice, signal: buildCandidate() });
    expect(await heard).toMatchObject({ fromDeviceId: callerDevice });
    const over = ended(back, callId);
    a.disconnect();
    expect(await over).toMatchObject({ outcome: 'lost' });
    expect(await yacine.emit(back, 'rejoinCall', { callId, deviceId })).toEqual(refusal('CALL_ENDED'));
  });
});

describe('servers for media', () => {
  afterAll(() => server?.stop());

  it('come with a password of one’s own that ends', async () => {
    server = await startTestApp({
      env: {
        STUN_URLS: 'stun:stun.example:3478',
        TURN_URLS: 'turn:turn.example:3478?transport=udp, turns:turn.example:5349',
        TURN_SECRET: 'a-secret',
        ICE_SERVERS: '[{"urls":["turn:other.example"],"username":"u","credential":"c"}]',
      },
    });
    const person = await buildPerson(server);
    const { iceServers } = await person.call<IceServersDto>('GET', '/calls/ice-servers');
    const [other, stun, turn] = iceServers;
    expect([other, stun]).toEqual([
      { urls: ['turn:other.example'], username: 'u', credential: 'c' },
      { urls: ['stun:stun.example:3478'] },
    ]);
    expect(turn?.username).toMatch(new RegExp(`^\\d{10}:${person.id}$`));
    expect(turn).toMatchObject({ urls: ['turn:turn.example:3478?transport=udp', 'turns:turn.example:5349'] });
    expect(turn?.credential).toMatch(/^[\w+/]{27}=$/);
  });
});

function constants(value: object): Record<string, fc.Arbitrary<unknown>> {
  return Object.fromEntries(Object.entries(value).map(([key, fixed]) => [key, fc.constant(fixed)]));
}
