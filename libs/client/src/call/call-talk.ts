/// <reference lib="dom" />
import type { CallSignalDto, SignalDto } from '@app/contracts';
import { ParleyError } from '../core/error';
import type { CallDevice, PeerMedia, SentMedia, TabCall } from './call';
import type { CallHost } from './call-host';
import { type CallLink, createCallLink } from './call-link';
import { createCallMedia } from './call-media';
import type { CallDeps } from './create-calls';

/** When no way was found by then, the person should know why it may be. */
const NO_ROUTE_MS = 20_000;
/** After a signal that did not come through although there is a connection. */
const SAY_AGAIN_MS = 1_000;

export interface TalkOptions {
  callId: string;
  deviceId: string;
  isCaller: boolean;
  peer: PeerMedia;
  /** Something to be seen changed. */
  show(part: Partial<TabCall>): void;
}

/** What this tab sends and receives in one call. */
export interface Talk {
  /** Opens the devices. False: not even a microphone. */
  open(isVideo: boolean): Promise<boolean>;
  set(device: CallDevice, isOn: boolean): Promise<void>;
  /** The call was answered: looks for a way. */
  connect(isFirst: boolean): Promise<void>;
  take(signal: CallSignalDto['signal']): void;
  /** Signals may have been lost. */
  repeat(): void;
  close(): void;
}

export function createTalk({ rest, commands, env: { clock } }: CallDeps, host: CallHost, options: TalkOptions): Talk {
  const { callId, deviceId, show } = options;
  const iceServers = fetchIceServers(rest);
  const early: CallSignalDto['signal'][] = [];
  let { peer } = options;
  let link: CallLink | null = null;
  let isClosed = false;
  let isAnswered = false;
  let cancelNoRoute = () => {};
  let cancelAgain = () => {};

  const media = createCallMedia(host, (fault) => {
    changed();
    if (fault) show({ fault });
  });

  const setPeer = (part: Partial<PeerMedia>) => {
    peer = { ...peer, ...part };
    show({ peer });
  };

  const send = async (signal: SignalDto) => {
    try {
      await commands.request('signalCall', { callId, deviceId, signal });
    } catch (error) {
      if (!(error instanceof ParleyError)) throw error;
      // Without a connection it is said again when there is one.
      if (!error.isRetryable || !commands.isReady() || isClosed) return;
      cancelAgain();
      cancelAgain = clock.after(error.retryAfterMs ?? SAY_AGAIN_MS, repeat);
    }
  };

  const tellMedia = () => {
    if (isAnswered) void send({ kind: 'media', ...media.sent() });
  };

  const changed = () => {
    link?.setTracks(media.tracks);
    show({ own: media.view() });
    tellMedia();
  };

  const repeat = () => {
    tellMedia();
    link?.restart();
  };

  const follow = (isConnected: boolean) => {
    if (!isConnected) return show({ stage: 'reconnecting' });
    cancelNoRoute();
    show({ stage: 'connected', fault: null });
  };

  return {
    repeat,
    async open(isVideo) {
      const fault = await media.open(isVideo);
      if (isClosed) media.close();
      show({ fault });
      changed();
      return media.tracks.microphone !== null;
    },
    async set(device, isOn) {
      show({ fault: await media.set(device, isOn) });
      changed();
    },
    async connect(isFirst) {
      isAnswered = true;
      const servers = await iceServers;
      if (isClosed || link) return;
      let wasConnected = false;
      link = createCallLink(host, {
        clock,
        iceServers: servers,
        isPolite: !options.isCaller,
        isFirst,
        send: (signal) => void send(signal),
        changed(isConnected) {
          if (isConnected || wasConnected) follow(isConnected);
          wasConnected ||= isConnected;
        },
        received(streams) {
          setPeer(streams);
          // It may know nothing yet of what is sent to it.
          tellMedia();
        },
      });
      cancelNoRoute = clock.after(NO_ROUTE_MS, () => show({ fault: { kind: 'noRoute' } }));
      changed();
      for (const signal of early.splice(0)) this.take(signal);
    },
    take(signal) {
      if (signal.kind === 'media') setPeer(flagsOf(signal));
      else if (link) link.take(signal);
      else early.push(signal);
    },
    close() {
      isClosed = true;
      cancelNoRoute();
      cancelAgain();
      link?.close();
      media.close();
    },
  };
}

function flagsOf({ isMicrophoneOn, isCameraOn, isSharingScreen }: SentMedia): SentMedia {
  return { isMicrophoneOn, isCameraOn, isSharingScreen };
}

/** Without them two devices of one network still find each other. */
async function fetchIceServers(rest: CallDeps['rest']): Promise<RTCIceServer[]> {
  try {
    return (await rest.calls.iceServers()).iceServers;
  } catch (error) {
    if (error instanceof ParleyError) return [];
    throw error;
  }
}
