import type { CallDto, IceServersDto, SignalDto } from '@app/contracts';
import type { CommandName } from '../connection/transport';
import { ParleyError } from '../core/error';
import { FakeCallHost } from '../testing/fake-call-host';
import { FakeClock, settle } from '../testing/fake-clock';
import { type Calls, createCalls } from './create-calls';

const AT = '2026-01-01T00:00:00.000Z';
const ICE: IceServersDto = { iceServers: [{ urls: ['stun:a.example'] }], expiresAt: AT };

interface Input {
  callId: string;
  deviceId: string;
  media: CallDto['media'];
  signal: SignalDto;
}

/** The server's rules for one call, as far as tabs see them. */
class FakeExchange {
  call: CallDto | null = null;
  tabs: FakeTab[] = [];

  run(from: FakeTab, command: CommandName, input: Input): unknown {
    if (command === 'startCall') {
      this.call = buildCall(input, from.userId);
      return this.tell();
    }
    const call = this.call;
    if (!call || call.id !== input.callId) throw new ParleyError({ code: 'FORBIDDEN' });
    if (command === 'signalCall') return this.pass(call, input);
    if (command === 'rejoinCall') return call;
    if (command === 'endCall') return this.end(from.userId === call.callerId ? 'cancelled' : 'declined');
    if (call.state === 'ended') throw new ParleyError({ code: 'CALL_ENDED' });
    if (call.state === 'active') throw new ParleyError({ code: 'CALL_TAKEN' });
    this.call = { ...call, state: 'active', calleeDeviceId: input.deviceId, answeredAt: AT };
    return this.tell();
  }

  end(outcome: CallDto['outcome']): CallDto | null {
    if (this.call?.state === 'ended') return this.call;
    const talked = this.call?.state === 'active' ? 'answered' : outcome;
    if (this.call) this.call = { ...this.call, state: 'ended', outcome: talked, endedAt: AT };
    return this.tell();
  }

  private pass(call: CallDto, { deviceId, signal }: Input): null {
    const to = deviceId === call.callerDeviceId ? call.calleeDeviceId : call.callerDeviceId;
    const fact = { callId: call.id, fromDeviceId: deviceId, signal };
    const tab = this.tabs.find(({ deviceId: id, isOnline }) => id === to && isOnline);
    queueMicrotask(() => tab?.calls.apply({ name: 'callSignal', data: fact }));
    return null;
  }

  private tell(): CallDto | null {
    const data = this.call;
    if (data) for (const { calls, isOnline } of this.tabs) if (isOnline) calls.apply({ name: 'call', data });
    return data;
  }
}

function buildCall(
  { callId, deviceId, media }: Pick<Input, 'callId' | 'deviceId' | 'media'>,
  callerId: string,
): CallDto {
  return {
    id: callId,
    chatId: 'c1',
    callerId,
    calleeId: callerId === 'ana' ? 'ben' : 'ana',
    media,
    state: 'ringing',
    outcome: null,
    callerDeviceId: deviceId,
    calleeDeviceId: null,
    startedAt: AT,
    ringsUntil: AT,
    answeredAt: null,
    endedAt: null,
  };
}

/** One tab of somebody's. */
class FakeTab {
  readonly devices: FakeCallHost;
  readonly calls: Calls;
  readonly clock = new FakeClock();
  readonly sent: string[] = [];
  isOnline = true;
  private ids = 0;

  constructor(
    readonly userId: string,
    readonly deviceId: string,
    private readonly exchange: FakeExchange,
  ) {
    this.devices = new FakeCallHost(deviceId);
    const request = async (command: CommandName, input: unknown) => {
      if (!this.isOnline) throw new ParleyError({ code: 'NETWORK' });
      this.sent.push(command);
      return this.exchange.run(this, command, input as Input);
    };
    this.calls = createCalls({
      meId: userId,
      callHost: this.devices.host,
      rest: {
        calls: {
          current: async () => ({ call: exchange.call?.state === 'ended' ? null : exchange.call }),
          iceServers: async () => ICE,
        },
      },
      commands: { request: request as never, isReady: () => this.isOnline },
      env: { clock: this.clock, uuid: () => `${deviceId}-${++this.ids}`, signals: {} as never },
    });
    exchange.tabs.push(this);
  }

  get call() {
    return this.calls.getState().call;
  }

  /** The tab is reloaded: nothing is left of it but its name. */
  reload(): FakeTab {
    this.isOnline = false;
    this.calls.stop();
    this.exchange.tabs = this.exchange.tabs.filter((tab) => tab !== this);
    return new FakeTab(this.userId, this.deviceId, this.exchange);
  }
}

let exchange: FakeExchange;
let ana: FakeTab;
let ben: FakeTab;

/** Loading a part is a turn of the event loop. */
async function rest(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) {
    await new Promise(setImmediate);
    await settle();
  }
}

async function ring(media: CallDto['media'] = 'audio'): Promise<void> {
  ana.calls.start('c1', 'ben', media);
  await rest();
}

async function talk(media: CallDto['media'] = 'audio'): Promise<void> {
  await ring(media);
  ben.calls.accept();
  await rest();
  connect();
}

function connect(...tabs: FakeTab[]): void {
  for (const { devices } of tabs.length > 0 ? tabs : [ana, ben]) devices.peer.become('connected');
}

describe(createCalls.name, () => {
  beforeEach(() => {
    exchange = new FakeExchange();
    ana = new FakeTab('ana', 'a1', exchange);
    ben = new FakeTab('ben', 'b1', exchange);
  });

  afterEach(() => {
    for (const { calls } of exchange.tabs) calls.stop();
  });

  describe('from ringing to talking', () => {
    it('asks for the microphone, rings, connects, and both hear each other', async () => {
      await ring();
      expect(ana.devices.asked).toEqual(['audio']);
      expect(ana.call).toMatchObject({ stage: 'ringing', otherId: 'ben', isCaller: true });
      expect(ben.call).toMatchObject({ stage: 'incoming', otherId: 'ana', isCaller: false });
      expect(ben.devices.asked).toEqual([]);
      ben.calls.accept();
      await rest();
      expect(ana.call?.stage).toBe('connecting');
      connect();
      for (const tab of [ana, ben]) {
        expect(tab.call).toMatchObject({ stage: 'connected', answeredAt: AT, own: { isMicrophoneOn: true } });
        expect(tab.devices.peer.signalingState).toBe('stable');
        expect(tab.devices.peer.getTransceivers()).toHaveLength(3);
        expect(tab.devices.peer.getTransceivers()[0]?.sender.track?.kind).toBe('audio');
        expect(tab.devices.peer.candidates).not.toEqual([]);
        expect(tab.call?.peer.audio).not.toBeNull();
      }
    });

    it('stops ringing on the devices that did not answer', async () => {
      const phone = new FakeTab('ben', 'b2', exchange);
      await talk();
      expect(phone.call).toMatchObject({ stage: 'ended', outcome: 'elsewhere' });
      expect(phone.devices.asked).toEqual([]);
      phone.calls.dismiss();
      await rest();
      expect(phone.call).toBeNull();
      expect(phone.calls.getState().current).toMatchObject({ calleeDeviceId: 'b1' });
    });

    it('tells who was a moment too late', async () => {
      const phone = new FakeTab('ben', 'b2', exchange);
      await ring();
      phone.isOnline = false;
      ben.calls.accept();
      await rest();
      phone.isOnline = true;
      phone.calls.accept();
      await rest();
      expect(phone.call).toMatchObject({ stage: 'ended', outcome: 'elsewhere' });
      expect(phone.devices.openTracks).toEqual([]);
    });

    it.each([
      ['declined', () => ben.calls.decline()],
      ['cancelled', () => ana.calls.hangUp()],
    ])('ends on both sides when it is %s', async (outcome, act) => {
      await ring();
      act();
      await rest();
      for (const tab of [ana, ben]) {
        expect(tab.call).toMatchObject({ stage: 'ended', outcome });
        expect(tab.devices.openTracks).toEqual([]);
      }
    });

    it('does not ring when it was given up while the devices were asked for', async () => {
      ana.calls.start('c1', 'ben', 'audio');
      ana.calls.hangUp();
      ana.calls.hangUp();
      await rest();
      ana.calls.hangUp();
      await rest();
      expect(ana.call?.stage).toBe('ended');
      expect(ben.call === null || ben.call.stage === 'ended').toBe(true);
      expect(ana.devices.openTracks).toEqual([]);
    });

    it('does nothing at a second start', async () => {
      await talk();
      ana.calls.start('c1', 'ben', 'video');
      await rest();
      expect(ana.sent.filter((command) => command === 'startCall')).toHaveLength(1);
    });
  });

  describe('devices', () => {
    it('rings nobody without a microphone, and says why', async () => {
      ana.devices.faults.audio = 'NotAllowedError';
      await ring();
      const fault = { kind: 'device', device: 'microphone', reason: 'denied' };
      expect(ana.call).toMatchObject({ stage: 'ended', outcome: null, fault });
      expect(ana.sent).toEqual([]);
    });

    it.each([
      ['NotFoundError', 'missing'],
      ['NotReadableError', 'busy'],
      ['SecurityError', 'insecure'],
    ])('goes on without a camera: %s', async (name, reason) => {
      ana.devices.faults.video = name;
      await ring('video');
      const fault = { kind: 'device', device: 'camera', reason };
      expect(ana.call).toMatchObject({ stage: 'ringing', fault, own: { isMicrophoneOn: true, isCameraOn: false } });
    });

    it('lets a call be answered without a microphone, which can be tried again', async () => {
      ben.devices.faults.audio = 'NotAllowedError';
      await talk();
      expect(ben.call).toMatchObject({ stage: 'connected', own: { isMicrophoneOn: false } });
      expect(ana.call?.peer.isMicrophoneOn).toBe(false);
      ben.devices.faults = {};
      ben.calls.setMicrophone(true);
      await rest();
      expect(ben.call).toMatchObject({ fault: null, own: { isMicrophoneOn: true } });
      expect(ben.devices.peer.getTransceivers()[0]?.sender.track).not.toBeNull();
    });

    it('mutes, switches the camera and shares the screen without agreeing on anything again', async () => {
      await talk('video');
      const said = () => ana.sent.filter((command) => command === 'signalCall').length;
      const before = said();
      ana.calls.setMicrophone(false);
      ana.calls.setCamera(false);
      ana.calls.setScreen(true);
      await rest();
      expect(ana.call?.own).toMatchObject({ isMicrophoneOn: false, isCameraOn: false, isSharingScreen: true });
      expect(ben.call?.peer).toMatchObject({ isMicrophoneOn: false, isCameraOn: false, isSharingScreen: true });
      const [microphone, camera, screen] = ana.devices.peer.getTransceivers().map(({ sender }) => sender.track);
      expect([microphone?.enabled, camera, screen?.kind]).toEqual([false, null, 'video']);
      expect(said() - before).toBe(3);
    });

    it('stops sharing when the browser’s own button says so, and says when a device is lost', async () => {
      await talk('video');
      ana.calls.setScreen(true);
      await rest();
      ana.devices.tracks.at(-1)?.onended?.();
      expect(ana.call).toMatchObject({ fault: null, own: { isSharingScreen: false, screen: null } });
      ana.devices.tracks.find(({ kind }) => kind === 'audio')?.onended?.();
      await rest();
      expect(ana.call).toMatchObject({
        fault: { device: 'microphone', reason: 'lost' },
        own: { isMicrophoneOn: false },
      });
      expect(ben.call?.peer.isMicrophoneOn).toBe(false);
    });

    it('takes a closed picker of screens for a change of mind', async () => {
      await talk();
      ana.devices.faults.screen = 'NotAllowedError';
      ana.calls.setScreen(true);
      await rest();
      expect(ana.call).toMatchObject({ fault: null, own: { isSharingScreen: false } });
    });

    it('are closed at the end', async () => {
      await talk('video');
      ben.calls.hangUp();
      await rest();
      for (const tab of [ana, ben]) {
        expect(tab.call).toMatchObject({ stage: 'ended', outcome: 'answered', own: { camera: null } });
        expect(tab.devices.openTracks).toEqual([]);
        expect(tab.devices.peer.connectionState).toBe('closed');
      }
    });
  });

  describe('a way that breaks', () => {
    it('is looked for again when it stays away, and when it is said to have failed', async () => {
      await talk();
      ana.devices.peer.become('disconnected');
      expect(ana.call?.stage).toBe('reconnecting');
      await ana.clock.advance(1_999);
      expect(ana.devices.peer.restarts).toBe(0);
      await ana.clock.advance(1);
      expect(ana.devices.peer.restarts).toBe(1);
      ana.devices.peer.become('failed');
      await ana.clock.advance(0);
      expect(ana.devices.peer.restarts).toBe(2);
      await rest();
      connect();
      expect(ana.call?.stage).toBe('connected');
      for (const { devices } of [ana, ben]) expect(devices.peer.signalingState).toBe('stable');
    });

    it('is agreed on when both look for it at once', async () => {
      await talk();
      for (const { devices } of [ana, ben]) devices.peer.become('failed');
      await Promise.all([ana.clock.advance(0), ben.clock.advance(0)]);
      await rest();
      for (const { devices } of [ana, ben]) expect(devices.peer.signalingState).toBe('stable');
    });

    it('says after a while that there may be none', async () => {
      await ring();
      ben.calls.accept();
      await rest();
      await ana.clock.advance(20_000);
      expect(ana.call).toMatchObject({ stage: 'connecting', fault: { kind: 'noRoute' } });
      connect();
      expect(ana.call).toMatchObject({ stage: 'connected', fault: null });
    });

    it('comes back after the connection to the server was lost in the middle of a description', async () => {
      await ring();
      ben.calls.accept();
      ana.isOnline = false;
      await rest();
      ana.isOnline = true;
      await ana.calls.resync();
      await rest();
      expect(ana.sent).toContain('rejoinCall');
      connect();
      for (const tab of [ana, ben]) {
        expect(tab.call?.stage).toBe('connected');
        expect(tab.devices.peer.signalingState).toBe('stable');
      }
    });

    it('ends when the call is over by the time the server is reached', async () => {
      await talk();
      ana.isOnline = false;
      exchange.end('lost');
      ana.isOnline = true;
      await ana.calls.resync();
      await rest();
      expect(ana.call).toMatchObject({ stage: 'ended' });
      expect(ana.devices.openTracks).toEqual([]);
    });

    it('does not come back when it was hung up without a connection', async () => {
      await talk();
      ana.isOnline = false;
      ana.calls.hangUp();
      await rest();
      ana.calls.dismiss();
      ana.isOnline = true;
      await ana.calls.resync();
      await rest();
      expect(ana.call).toBeNull();
      expect(ben.call).toMatchObject({ stage: 'ended' });
    });
  });

  describe('a tab that is reloaded', () => {
    it.each<[string, () => FakeTab]>([
      ['the caller’s', () => (ana = ana.reload())],
      ['the called one’s', () => (ben = ben.reload())],
    ])('goes on with its call, over a new connection: %s', async (_, reload) => {
      await talk('video');
      const back = reload();
      await back.calls.resync();
      await rest();
      connect();
      for (const tab of [ana, ben]) {
        expect(tab.call).toMatchObject({ stage: 'connected', own: { isCameraOn: true } });
        expect(tab.devices.peer.signalingState).toBe('stable');
        expect(tab.call?.peer.isCameraOn).toBe(true);
      }
      const other = back === ana ? ben : ana;
      expect(other.devices.peers).toHaveLength(2);
      expect(other.devices.peers[0]?.connectionState).toBe('closed');
    });

    it('rings again when the call it is called by still rings', async () => {
      await ring();
      ben = ben.reload();
      await ben.calls.resync();
      await rest();
      expect(ben.call).toMatchObject({ stage: 'incoming' });
    });

    it('is agreed with when both were reloaded at once', async () => {
      await talk();
      ana = ana.reload();
      ben = ben.reload();
      await Promise.all([ana.calls.resync(), ben.calls.resync()]);
      await rest();
      for (let round = 0; round < 2; round++) {
        await Promise.all([ana.clock.advance(12_000), ben.clock.advance(12_000)]);
        await rest();
      }
      for (const { devices } of [ana, ben]) expect(devices.peer.signalingState).toBe('stable');
    });
  });

  describe('what the server has', () => {
    it('is kept in step, whatever comes late or twice', async () => {
      await ring();
      const ringing = exchange.call as CallDto;
      ben.calls.accept();
      await rest();
      ana.calls.apply({ name: 'call', data: ringing });
      await rest();
      expect(ana.calls.getState().current).toMatchObject({ state: 'active' });
      exchange.end('answered');
      await rest();
      expect(ana.calls.getState().current).toBeNull();
    });

    it('shows the other one’s call when both called at once', async () => {
      const theirs = buildCall({ callId: 'x', deviceId: 'b1', media: 'audio' }, 'ben');
      exchange.run = () => {
        throw new ParleyError({ code: 'CALL_BUSY' });
      };
      ana.calls.start('c1', 'ben', 'audio');
      ana.calls.apply({ name: 'call', data: theirs });
      await rest();
      expect(ana.call).toMatchObject({ id: 'x', stage: 'incoming' });
    });

    it('is told when it refuses', async () => {
      exchange.run = () => {
        throw new ParleyError({ code: 'BLOCKED' });
      };
      await ring();
      expect(ana.call).toMatchObject({ stage: 'ended', fault: { kind: 'refused', code: 'BLOCKED' } });
    });
  });
});
