import type { CallHost } from '../call/call-host';

type Kind = 'audio' | 'video';

/** Enough of a track. */
class FakeTrack {
  enabled = true;
  isStopped = false;
  onended: (() => void) | null = null;

  constructor(readonly kind: Kind) {}

  stop(): void {
    this.isStopped = true;
  }
}

class FakeStream {
  constructor(readonly tracks: FakeTrack[]) {}

  getAudioTracks(): FakeTrack[] {
    return this.tracks.filter(({ kind }) => kind === 'audio');
  }

  getVideoTracks(): FakeTrack[] {
    return this.tracks.filter(({ kind }) => kind === 'video');
  }
}

class FakeWay {
  direction: RTCRtpTransceiverDirection = 'sendrecv';
  readonly receiver: { track: FakeTrack };
  readonly sender = {
    track: null as FakeTrack | null,
    replaceTrack: async (track: FakeTrack | null) => {
      this.sender.track = track;
    },
  };

  constructor(
    readonly kind: Kind,
    public mid: string | null,
  ) {
    this.receiver = { track: new FakeTrack(kind) };
  }

  stop(): void {
    this.direction = 'stopped';
  }
}

interface Description {
  type: RTCSdpType;
  sdp: string;
}

let sessions = 0;

/** As much of a description as a server asks for. */
const CREDENTIALS = ['a=ice-ufrag:fake', 'a=ice-pwd:fakefakefakefakefakefake', 'a=fingerprint:sha-256 D2:B9'];

/** RTCPeerConnection as far as perfect negotiation sees it: the states, the events and their order, and no media. */
export class FakePeer {
  readonly session = ++sessions;
  signalingState: RTCSignalingState = 'stable';
  connectionState: RTCPeerConnectionState = 'new';
  localDescription: Description | null = null;
  restarts = 0;
  onnegotiationneeded: (() => void) | null = null;
  onicecandidate: ((event: { candidate: object | null }) => void) | null = null;
  onconnectionstatechange: (() => void) | null = null;
  readonly candidates: object[] = [];
  private ways: FakeWay[] = [];
  private remote: string | null = null;
  private isNeeded = false;

  addTransceiver(kind: Kind): FakeWay {
    const way = new FakeWay(kind, null);
    this.ways.push(way);
    this.need();
    return way;
  }

  getTransceivers(): FakeWay[] {
    return this.ways;
  }

  restartIce(): void {
    this.restarts += 1;
    if (this.localDescription) this.need();
  }

  async setLocalDescription(given?: Partial<Description>): Promise<void> {
    await Promise.resolve();
    this.requireOpen();
    if (given?.type === 'rollback') {
      if (this.signalingState === 'stable') throw new DOMException('stable', 'InvalidStateError');
      this.signalingState = 'stable';
      if (this.ways.some(({ mid }) => mid === null)) this.need();
      return;
    }
    const type = this.signalingState === 'have-remote-offer' ? 'answer' : 'offer';
    this.localDescription = { type, sdp: this.describe() };
    this.signalingState = type === 'offer' ? 'have-local-offer' : 'stable';
    if (type === 'answer') this.number();
    const address = `candidate:${this.session} 1 udp 2122260223 192.0.2.1 46243 typ host`;
    const candidate = { candidate: address, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: null };
    setImmediate(() => this.onicecandidate?.({ candidate }));
    this.settle();
  }

  async setRemoteDescription({ type, sdp }: Description): Promise<void> {
    await Promise.resolve();
    this.requireOpen();
    if (type === 'answer' && this.signalingState !== 'have-local-offer') {
      throw new DOMException('no offer', 'InvalidStateError');
    }
    this.remote = sdp;
    if (type === 'offer') {
      this.signalingState = 'have-remote-offer';
      if (!this.ways.some(({ mid }) => mid !== null)) {
        for (const kind of ['audio', 'video', 'video'] as const) this.ways.push(new FakeWay(kind, 'new'));
      }
    } else {
      this.signalingState = 'stable';
      this.number();
    }
    this.settle();
  }

  async addIceCandidate(candidate: object): Promise<void> {
    if (this.remote === null) throw new DOMException('too early', 'InvalidStateError');
    this.candidates.push(candidate);
  }

  /** As the network does it. */
  become(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }

  close(): void {
    this.signalingState = 'closed';
    this.connectionState = 'closed';
  }

  private requireOpen(): void {
    if (this.signalingState === 'closed') throw new DOMException('closed', 'InvalidStateError');
  }

  private describe(): string {
    const lines = ['v=0', `o=- ${this.session} 2 IN IP4 127.0.0.1`, 's=-', 't=0 0', ...CREDENTIALS];
    const media = ['audio', 'video', 'video'].map((kind) => `m=${kind} 9 UDP/TLS/RTP/SAVPF 96`);
    return [...lines, ...media, ''].join('\r\n');
  }

  private number(): void {
    const live = this.ways.filter(({ direction }) => direction !== 'stopped');
    for (const [index, way] of live.entries()) way.mid = String(index);
  }

  /** Told once, when nothing else is being agreed on. */
  private need(): void {
    if (this.isNeeded) return;
    this.isNeeded = true;
    queueMicrotask(() => this.settle());
  }

  private settle(): void {
    if (!this.isNeeded || this.signalingState !== 'stable') return;
    this.isNeeded = false;
    this.onnegotiationneeded?.();
  }
}

/** Devices and connections of one tab. */
export class FakeCallHost {
  readonly peers: FakePeer[] = [];
  readonly tracks: FakeTrack[] = [];
  readonly asked: string[] = [];
  /** Names of the errors that devices answer with. */
  faults: { audio?: string; video?: string; screen?: string } = {};

  constructor(private readonly id: string) {}

  readonly host = {
    openPeer: () => {
      const peer = new FakePeer();
      this.peers.push(peer);
      return peer;
    },
    openStream: (tracks: FakeTrack[]) => new FakeStream(tracks),
    getUserMedia: async (wanted: { audio?: unknown; video?: unknown }) => {
      const kinds = (['audio', 'video'] as const).filter((kind) => wanted[kind]);
      this.asked.push(kinds.join('+'));
      for (const kind of kinds) this.failAs(this.faults[kind]);
      return this.stream(kinds);
    },
    getDisplayMedia: async () => {
      this.asked.push('screen');
      this.failAs(this.faults.screen);
      return this.stream(['video']);
    },
    deviceId: () => this.id,
  } as unknown as CallHost;

  /** The connection in use. */
  get peer(): FakePeer {
    const last = this.peers.at(-1);
    if (!last) throw new Error('No connection was opened');
    return last;
  }

  get openTracks(): Kind[] {
    return this.tracks.filter(({ isStopped }) => !isStopped).map(({ kind }) => kind);
  }

  private failAs(name: string | undefined): void {
    if (name) throw new DOMException('no device', name);
  }

  private stream(kinds: Kind[]): FakeStream {
    const tracks = kinds.map((kind) => new FakeTrack(kind));
    this.tracks.push(...tracks);
    return new FakeStream(tracks);
  }
}
