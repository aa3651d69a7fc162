import type { Store } from '@app/client';
import { createStore } from 'zustand/vanilla';

export const SPEEDS = [1, 1.5, 2] as const;
export type Speed = (typeof SPEEDS)[number];

/** A sound that can be played: a voice note, or a recording before it is sent. */
export interface Sound {
  id: string;
  url: string;
  durationMs: number;
  /** Called once when it cannot be read, before that counts as a fault: the session's cookie may have grown too old. */
  renew?: () => Promise<unknown>;
}

export interface PlaybackState {
  /** The one that plays or was the last to; only one plays at a time. */
  activeId: string | null;
  status: 'paused' | 'loading' | 'playing' | 'failed';
  /** Where each one stands; absent: at its start. */
  positions: Readonly<Record<string, number>>;
  speed: Speed;
}

export interface Playback extends Store<PlaybackState> {
  /** Plays it from where it stands, or stops it there. */
  toggle(sound: Sound): void;
  /** Moves it, whether it plays or not. */
  seek(sound: Sound, positionMs: number): void;
  nextSpeed(): void;
  /** Of this sound, or of whichever plays. */
  pause(id?: string): void;
}

export interface PlaybackOptions {
  makeAudio?: () => HTMLAudioElement;
  /** Tells other tabs that this one plays, and hears it of them. */
  channel?: Pick<BroadcastChannel, 'postMessage'> & { onmessage: BroadcastChannel['onmessage'] };
}

/** `timeupdate` comes four times a second: too coarse for a note of two seconds. */
const TICK_MS = 100;

/** One player for the whole app: starting a sound pauses the one before, in other tabs too. */
export function createPlayback({ makeAudio = () => new Audio(), channel }: PlaybackOptions = {}): Playback {
  const store = createStore<PlaybackState>(() => ({ activeId: null, status: 'paused', positions: {}, speed: 1 }));
  let audio: HTMLAudioElement | null = null;
  let sound: Sound | null = null;
  let hasRenewed = false;
  let timer: ReturnType<typeof setInterval> | undefined;

  const move = (id: string, positionMs: number) =>
    store.setState(({ positions }) => ({ positions: { ...positions, [id]: positionMs } }));
  const positionOf = (id: string) => store.getState().positions[id] ?? 0;

  const setStatus = (status: PlaybackState['status']) => {
    clearInterval(timer);
    if (status === 'playing') timer = setInterval(follow, TICK_MS);
    store.setState({ status });
  };

  const follow = () => {
    if (audio && sound) move(sound.id, Math.min(sound.durationMs, audio.currentTime * 1_000));
  };

  const element = () => {
    if (audio) return audio;
    audio = makeAudio();
    audio.preload = 'metadata';
    audio.addEventListener('playing', () => setStatus('playing'));
    audio.addEventListener('waiting', () => setStatus('loading'));
    audio.addEventListener('pause', () => {
      // It comes late: by then another sound may be under way.
      if (!audio?.paused) return;
      follow();
      if (store.getState().status !== 'failed') setStatus('paused');
    });
    audio.addEventListener('ended', () => {
      setStatus('paused');
      if (sound) move(sound.id, 0);
    });
    audio.addEventListener('error', () => void recover());
    return audio;
  };

  const recover = async () => {
    const { renew } = sound ?? {};
    const failed = sound;
    if (!renew || hasRenewed) return setStatus('failed');
    hasRenewed = true;
    try {
      await renew();
    } catch {
      return setStatus('failed'); // the fault is the sound's: it is shown where it stands
    }
    if (failed && failed === sound) start(failed);
  };

  const start = (next: Sound) => {
    const player = element();
    player.src = next.url;
    player.currentTime = positionOf(next.id) / 1_000;
    run(player, next);
  };

  const run = (player: HTMLAudioElement, next: Sound) => {
    setStatus('loading');
    player.playbackRate = store.getState().speed;
    // Refused without a press, or paused before it began; what cannot be read has an event of its own.
    player.play().catch(() => {
      if (sound === next && !player.error && player.paused) setStatus('paused');
    });
  };

  const play = (next: Sound) => {
    const player = element();
    const isLoaded = sound?.id === next.id && sound.url === next.url && store.getState().status !== 'failed';
    channel?.postMessage('playing');
    if (isLoaded && sound) return run(player, sound);
    follow();
    player.pause();
    sound = next;
    hasRenewed = false;
    store.setState({ activeId: next.id });
    start(next);
  };

  const pause = (id = sound?.id) => {
    if (id === sound?.id) audio?.pause();
  };

  if (channel) channel.onmessage = () => pause();
  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    pause,
    toggle(next) {
      const { activeId, status } = store.getState();
      if (activeId === next.id && (status === 'playing' || status === 'loading')) pause();
      else play(next);
    },
    seek(target, positionMs) {
      const to = Math.min(target.durationMs, Math.max(0, positionMs));
      move(target.id, to);
      if (audio && sound?.id === target.id) audio.currentTime = to / 1_000;
    },
    nextSpeed() {
      const { speed } = store.getState();
      const next = SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] ?? 1;
      if (audio) audio.playbackRate = next;
      store.setState({ speed: next });
    },
  };
}

/** The app's one player. */
export const playback = createPlayback({
  channel:
    typeof window === 'object' && 'BroadcastChannel' in window ? new BroadcastChannel('parley-playback') : undefined,
});
