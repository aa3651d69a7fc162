/// <reference lib="dom" />

/** The browser's side of a call, injectable. Rejections are DOMExceptions, as the browser makes them. */
export interface CallHost {
  openPeer(iceServers: RTCIceServer[]): RTCPeerConnection;
  openStream(tracks: MediaStreamTrack[]): MediaStream;
  getUserMedia(wanted: MediaStreamConstraints): Promise<MediaStream>;
  getDisplayMedia(): Promise<MediaStream>;
  /** What this tab is called in calls; the same after a reload, so that it can go on with its call. */
  deviceId(uuid: () => string): string;
}

const DEVICE_KEY = 'parley.callDevice';

/** The real one. */
export const browserCallHost: CallHost = {
  openPeer: (iceServers) => new RTCPeerConnection({ iceServers, bundlePolicy: 'max-bundle' }),
  openStream: (tracks) => new MediaStream(tracks),
  getUserMedia: (wanted) => devices().getUserMedia(wanted),
  getDisplayMedia: () => devices().getDisplayMedia({ video: { frameRate: { max: 30 } }, audio: false }),
  deviceId(uuid) {
    try {
      const known = isReload() ? sessionStorage.getItem(DEVICE_KEY) : null;
      const id = known ?? uuid();
      sessionStorage.setItem(DEVICE_KEY, id);
      return id;
    } catch {
      return uuid(); // not a page, or one without storage: a reload then ends its part of the call
    }
  },
};

/** Absent where the page is not secure, which callers tell apart from a device that is missing. */
function devices(): MediaDevices {
  const { mediaDevices } = navigator as { mediaDevices?: MediaDevices };
  if (mediaDevices) return mediaDevices;
  const name = isSecureContext ? 'NotSupportedError' : 'SecurityError';
  throw new DOMException('This page may not use devices.', name);
}

/** A tab that was copied has the storage of its original, but was not reloaded. */
function isReload(): boolean {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return entry?.type === 'reload';
}
