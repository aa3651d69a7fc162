/// <reference lib="dom" />
import type { CallDevice, CallFault, OwnMedia, SentMedia } from './call';
import type { CallHost } from './call-host';
import { deviceReason } from './device-reason';

const AUDIO: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
const VIDEO: MediaTrackConstraints = { width: { ideal: 1_280 }, height: { ideal: 720 }, facingMode: 'user' };

export type OwnTracks = Record<CallDevice, MediaStreamTrack | null>;

/** Microphone, camera and screen of this tab: open only while they are used, and what became of each. */
export interface CallMediaSource {
  readonly tracks: Readonly<OwnTracks>;
  /** What is sent, and streams to show to oneself. */
  view(): OwnMedia;
  sent(): SentMedia;
  /** Opens the microphone, and the camera when wanted; a camera that fails does not keep the microphone from it. */
  open(isVideo: boolean): Promise<CallFault | null>;
  set(device: CallDevice, isOn: boolean): Promise<CallFault | null>;
  close(): void;
}

/** `changed` is called when a device comes, goes or is lost; `fault` says why it is lost. */
export function createCallMedia(host: CallHost, changed: (fault: CallFault | null) => void): CallMediaSource {
  const tracks: OwnTracks = { microphone: null, camera: null, screen: null };
  const streams: Pick<OwnMedia, 'camera' | 'screen'> = { camera: null, screen: null };
  let isClosed = false;

  const drop = (device: CallDevice) => {
    const track = tracks[device];
    if (track) track.onended = null;
    track?.stop();
    tracks[device] = null;
    if (device !== 'microphone') streams[device] = null;
  };

  const keep = (device: CallDevice, track: MediaStreamTrack | undefined) => {
    if (!track) return;
    if (isClosed) return track.stop();
    drop(device);
    tracks[device] = track;
    if (device !== 'microphone') streams[device] = host.openStream([track]);
    track.onended = () => {
      drop(device);
      // The browser has a button of its own to stop sharing.
      changed(device === 'screen' ? null : { kind: 'device', device, reason: 'lost' });
    };
  };

  const attempt = async (device: CallDevice, open: () => Promise<MediaStream>): Promise<CallFault | null> => {
    try {
      const stream = await open();
      keep('microphone', device === 'screen' ? undefined : stream.getAudioTracks()[0]);
      keep(device === 'screen' ? 'screen' : 'camera', stream.getVideoTracks()[0]);
      return null;
    } catch (thrown) {
      const reason = deviceReason(thrown, device);
      return reason && { kind: 'device', device, reason };
    }
  };

  const openOne = (device: CallDevice) => {
    if (device === 'screen') return attempt(device, () => host.getDisplayMedia());
    const wanted = device === 'camera' ? { video: VIDEO } : { audio: AUDIO };
    return attempt(device, async () => host.getUserMedia(wanted));
  };

  const sent = (): SentMedia => ({
    isMicrophoneOn: tracks.microphone?.enabled ?? false,
    isCameraOn: tracks.camera !== null,
    isSharingScreen: tracks.screen !== null,
  });

  return {
    tracks,
    sent,
    view: () => ({ ...sent(), ...streams }),
    async open(isVideo) {
      // One question to the person for both.
      if (!isVideo) return openOne('microphone');
      const fault = await attempt('camera', async () => host.getUserMedia({ audio: AUDIO, video: VIDEO }));
      return fault && ((await openOne('microphone')) ?? fault);
    },
    async set(device, isOn) {
      if (device === 'microphone' && tracks.microphone) {
        tracks.microphone.enabled = isOn;
        return null;
      }
      if (isOn) return openOne(device);
      drop(device);
      return null;
    },
    close() {
      isClosed = true;
      for (const device of ['microphone', 'camera', 'screen'] as const) drop(device);
    },
  };
}
