import { createPlayback, type Playback, type Sound } from './playback';

/** An audio element that the test plays the browser for. */
class FakeAudio extends EventTarget {
  src = '';
  preload = '';
  currentTime = 0;
  playbackRate = 1;
  paused = true;
  error: MediaError | null = null;

  play() {
    this.paused = false;
    return Promise.resolve();
  }

  pause() {
    if (this.paused) return;
    this.paused = true;
    queueMicrotask(() => this.tell('pause'));
  }

  tell(event: string) {
    this.dispatchEvent(new Event(event));
  }
}

function buildPlayback() {
  const audio = new FakeAudio();
  const channel = { postMessage: jest.fn(), onmessage: null as BroadcastChannel['onmessage'] };
  const playback = createPlayback({ makeAudio: () => audio as unknown as HTMLAudioElement, channel });
  const otherTabPlays = () => channel.onmessage?.call({} as BroadcastChannel, new MessageEvent('message'));
  return { playback, audio, channel, otherTabPlays };
}

const sound = (id: string, overrides: Partial<Sound> = {}): Sound => ({
  id,
  url: `/api/attachments/${id}`,
  durationMs: 20_000,
  ...overrides,
});
const settle = () => jest.advanceTimersByTimeAsync(0);
const stateOf = (playback: Playback) => playback.getState();

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

describe('createPlayback', () => {
  it('plays, follows where it is, and stops where it stands', async () => {
    const { playback, audio } = buildPlayback();
    playback.toggle(sound('a'));
    expect(stateOf(playback)).toMatchObject({ activeId: 'a', status: 'loading' });
    audio.tell('playing');
    audio.currentTime = 3;
    jest.advanceTimersByTime(100);
    expect(stateOf(playback)).toMatchObject({ status: 'playing', positions: { a: 3_000 } });
    playback.toggle(sound('a'));
    await settle();
    expect(stateOf(playback)).toMatchObject({ status: 'paused', positions: { a: 3_000 } });
    playback.toggle(sound('a'));
    expect(audio.currentTime).toBe(3);
  });

  it('plays one at a time, and each goes on from where it stood', async () => {
    const { playback, audio } = buildPlayback();
    playback.toggle(sound('a'));
    audio.tell('playing');
    audio.currentTime = 4;
    playback.toggle(sound('b'));
    await settle();
    expect(stateOf(playback)).toMatchObject({ activeId: 'b', status: 'loading', positions: { a: 4_000 } });
    expect(audio).toMatchObject({ src: '/api/attachments/b', currentTime: 0 });
    playback.toggle(sound('a'));
    expect(audio).toMatchObject({ src: '/api/attachments/a', currentTime: 4 });
  });

  it('is silent when another tab plays, and tells the others when it does', async () => {
    const { playback, audio, channel, otherTabPlays } = buildPlayback();
    playback.toggle(sound('a'));
    audio.tell('playing');
    expect(channel.postMessage).toHaveBeenCalledTimes(1);
    otherTabPlays();
    await settle();
    expect(audio.paused).toBe(true);
    expect(stateOf(playback).status).toBe('paused');
  });

  it('starts over once it was heard to its end', () => {
    const { playback, audio } = buildPlayback();
    playback.toggle(sound('a'));
    audio.tell('playing');
    audio.currentTime = 20;
    audio.paused = true;
    audio.tell('pause');
    audio.tell('ended');
    expect(stateOf(playback)).toMatchObject({ status: 'paused', positions: { a: 0 } });
  });

  it('is moved while it plays, while it does not, and never out of its length', () => {
    const { playback, audio } = buildPlayback();
    playback.seek(sound('a'), 7_000);
    expect(stateOf(playback)).toMatchObject({ activeId: null, positions: { a: 7_000 } });
    playback.toggle(sound('a'));
    expect(audio.currentTime).toBe(7);
    playback.seek(sound('a'), 99_000);
    expect(audio.currentTime).toBe(20);
    playback.seek(sound('a'), -5);
    expect(stateOf(playback).positions.a).toBe(0);
  });

  it('goes through the speeds, for what plays and for all that follow', () => {
    const { playback, audio } = buildPlayback();
    playback.toggle(sound('a'));
    playback.nextSpeed();
    expect(audio.playbackRate).toBe(1.5);
    playback.toggle(sound('b'));
    expect(audio.playbackRate).toBe(1.5);
    playback.nextSpeed();
    playback.nextSpeed();
    expect(stateOf(playback).speed).toBe(1);
  });

  it('asks once for a fresh session before it says that it cannot play', async () => {
    const renew = jest.fn(async () => undefined);
    const { playback, audio } = buildPlayback();
    playback.toggle(sound('a', { renew }));
    audio.tell('error');
    await settle();
    expect(stateOf(playback).status).toBe('loading');
    audio.tell('error');
    expect(renew).toHaveBeenCalledTimes(1);
    expect(stateOf(playback).status).toBe('failed');

    // Pressed again, it is read again
    audio.src = '';
    playback.toggle(sound('a', { renew }));
    expect(audio.src).toBe('/api/attachments/a');
    expect(stateOf(playback).status).toBe('loading');
  });

  it('says that it cannot play when the session cannot be renewed', async () => {
    const { playback, audio } = buildPlayback();
    playback.toggle(sound('a', { renew: () => Promise.reject(new Error('offline')) }));
    audio.tell('error');
    await settle();
    expect(stateOf(playback).status).toBe('failed');
  });

  it('pauses one only if it is that one', async () => {
    const { playback, audio } = buildPlayback();
    playback.toggle(sound('a'));
    audio.tell('playing');
    playback.pause('b');
    expect(stateOf(playback).status).toBe('playing');
    playback.pause('a');
    await settle();
    expect(stateOf(playback).status).toBe('paused');
  });
});
