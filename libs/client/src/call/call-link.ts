/// <reference lib="dom" />
import { fromWireSdp, type SignalDto, toWireSdp } from '@app/contracts';
import type { Clock } from '../core/clock';
import type { PeerMedia } from './call';
import type { CallHost } from './call-host';
import type { OwnTracks } from './call-media';

/** Media often comes back by itself; after this long other ways are looked for. */
const BROKEN_OFF_MS = 2_000;
/** While nothing flows, what was said may have been lost: it is said again at this pace. */
const AGAIN_MS = 12_000;

/** Microphone, camera, screen. */
const WAYS = ['audio', 'video', 'video'] as const;

type LinkSignal = Exclude<SignalDto, { kind: 'media' }>;
type Description = Extract<SignalDto, { kind: 'description' }>;

export interface LinkOptions {
  clock: Clock;
  iceServers: RTCIceServer[];
  /** Gives way when both describe themselves at once: the called side. */
  isPolite: boolean;
  /** Describes itself first: the caller, and a side that comes back with nothing. */
  isFirst: boolean;
  send(signal: SignalDto): void;
  changed(isConnected: boolean): void;
  /** The streams of the other side, before anything comes through them; again when it begins afresh. */
  received(streams: Pick<PeerMedia, 'audio' | 'camera' | 'screen'>): void;
}

/** The way of the media between two devices, made and kept up by the pattern of perfect negotiation. */
export interface CallLink {
  setTracks(tracks: Readonly<OwnTracks>): void;
  take(signal: LinkSignal): void;
  /** A network came back, or signals may be lost: looks for a way again. */
  restart(): void;
  close(): void;
}

/**
 * Both sides have the same three ways from the beginning. What is switched on and off is only put into them and taken
 * out, so that nothing has to be agreed on again.
 */
export function createCallLink(host: CallHost, options: LinkOptions): CallLink {
  const { clock, isPolite, send } = options;
  let own: Readonly<OwnTracks> = { microphone: null, camera: null, screen: null };
  let isClosed = false;
  let isDescribing = false;
  let isAnswerPending = false;
  let isIgnoring = false;
  /** Which connection of the other side this one belongs to. */
  let session: string | null = null;
  /** A side that comes back insists on its new connection, as the other one still has its old one. */
  let isInsisting = options.isFirst;
  let cancelTimer = () => {};
  /** One signal after the other. */
  let turn: Promise<void> = Promise.resolve();

  const open = () => {
    const made = host.openPeer(options.iceServers);
    made.onnegotiationneeded = () => void describe(made);
    made.onicecandidate = ({ candidate }) => {
      if (candidate && made === peer) send(toCandidate(candidate));
    };
    made.onconnectionstatechange = () => made === peer && follow();
    return made;
  };

  const ways = () => peer.getTransceivers().filter(({ direction }) => direction !== 'stopped');

  const put = () => {
    const tracks = [own.microphone, own.camera, own.screen];
    for (const [index, { sender }] of ways().entries()) {
      const track = tracks[index] ?? null;
      if (sender.track !== track) void sender.replaceTrack(track);
    }
  };

  const receive = () => {
    const [audio = null, camera = null, screen = null] = ways().map(({ receiver }) =>
      host.openStream([receiver.track]),
    );
    options.received({ audio, camera, screen });
  };

  const describe = async (made: RTCPeerConnection) => {
    if (made !== peer || isClosed) return;
    isDescribing = true;
    await made.setLocalDescription().finally(() => {
      isDescribing = false;
    });
    if (made === peer && made.localDescription) send(toDescription(made.localDescription));
  };

  const follow = () => {
    const { connectionState } = peer;
    if (connectionState === 'connected') {
      cancelTimer();
      isInsisting = false;
    }
    if (connectionState === 'disconnected') later(BROKEN_OFF_MS);
    if (connectionState === 'failed') later(0);
    options.changed(connectionState === 'connected');
  };

  const later = (ms: number) => {
    cancelTimer();
    cancelTimer = clock.after(ms, () => {
      // Both sides may have come back at once: then somebody must give way.
      isInsisting = false;
      restart();
    });
  };

  const inTurn = (task: () => Promise<void>) => {
    turn = turn.then(async () => {
      if (isClosed) return;
      try {
        await task();
      } catch (error) {
        // Late, or of a connection that is gone: what is lost by it is said again while no media flows.
        if (!(error instanceof DOMException)) throw error;
      }
    });
  };

  const restart = () => {
    inTurn(async () => {
      if (peer.connectionState !== 'connected') later(AGAIN_MS);
      // Nobody answered it, and nothing else can be said meanwhile.
      if (peer.signalingState === 'have-local-offer') await peer.setLocalDescription({ type: 'rollback' });
      peer.restartIce();
    });
  };

  const renew = () => {
    peer.close();
    isInsisting = false;
    peer = open();
    later(AGAIN_MS);
  };

  const hear = async ({ type, sdp }: Description) => {
    const isOffer = type === 'offer';
    const isNew = isOffer && session !== null && sessionOf(sdp) !== session;
    const isReady = !isDescribing && (peer.signalingState === 'stable' || isAnswerPending);
    isIgnoring = isOffer && !isReady && !isNew && (!isPolite || isInsisting);
    if (isIgnoring) return;
    if (isNew) renew();
    isAnswerPending = type === 'answer';
    await peer.setRemoteDescription({ type, sdp: fromWireSdp(sdp) }).finally(() => {
      isAnswerPending = false;
    });
    const isFirstHeard = session !== sessionOf(sdp);
    session = sessionOf(sdp);
    if (isOffer) await answer();
    if (isFirstHeard) receive();
  };

  const answer = async () => {
    for (const way of peer.getTransceivers()) {
      // Ways of an own description that gave way to this one.
      if (way.mid === null) way.stop();
      else if (way.direction !== 'sendrecv') way.direction = 'sendrecv';
    }
    put();
    await peer.setLocalDescription();
    if (peer.localDescription) send(toDescription(peer.localDescription));
  };

  let peer = open();
  later(AGAIN_MS);
  if (options.isFirst) for (const kind of WAYS) peer.addTransceiver(kind);

  return {
    restart,
    setTracks(tracks) {
      own = tracks;
      put();
    },
    take(signal) {
      inTurn(async () => {
        if (signal.kind === 'description') return hear(signal);
        if (!isIgnoring) await peer.addIceCandidate(toInit(signal));
      });
    },
    close() {
      isClosed = true;
      cancelTimer();
      peer.close();
    },
  };
}

/** The number by which a description names the connection it is of (RFC 8866, 5.2). */
function sessionOf(sdp: string): string {
  return /^o=\S+ (\d+)/m.exec(sdp)?.[1] ?? '';
}

function toDescription({ type, sdp }: RTCSessionDescription): SignalDto {
  return { kind: 'description', type, sdp: toWireSdp(sdp) };
}

function toCandidate({ candidate, sdpMid, sdpMLineIndex, usernameFragment }: RTCIceCandidate): SignalDto {
  return { kind: 'candidate', candidate, sdpMid, sdpMLineIndex, usernameFragment };
}

function toInit({ kind: _, ...init }: Exclude<LinkSignal, Description>): RTCIceCandidateInit {
  return init;
}
