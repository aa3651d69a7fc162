/** @jest-environment node */
import type { Capture, CaptureEvents } from './capture';
import { createRecorder, type Recorder, type RecorderOptions } from './create-recorder';
import type { EncodingEvents } from './voice-encoding';
import type { VoicePart } from './voice-part';

const part = (overrides: Partial<VoicePart> = {}): VoicePart => ({
  bytes: new Uint8Array(4),
  levels: [60],
  durationMs: 50,
  ...overrides,
});

/** A recorder whose microphone and encoder are played by the test. */
function buildRecorder(options: Partial<RecorderOptions> = {}) {
  const microphone: jest.Mocked<Capture> = {
    sampleRate: 48_000,
    pause: jest.fn(),
    resume: jest.fn(),
    stop: jest.fn(),
  };
  const leave = jest.fn();
  let captureEvents: CaptureEvents | undefined;
  let encodingEvents: EncodingEvents | undefined;
  const recorder = createRecorder({
    limitMs: 300_000,
    openCapture: async (_sink, events) => {
      captureEvents = events;
      return microphone;
    },
    encode: (_request, events) => {
      encodingEvents = events;
      return leave;
    },
    ...options,
  });
  return {
    recorder,
    microphone,
    leave,
    hear: (...parts: VoicePart[]) => encodingEvents?.part({ parts, isLast: false }),
    hearLast: (...parts: VoicePart[]) => encodingEvents?.part({ parts, isLast: true }),
    interrupt: () => captureEvents?.interrupted(),
    pullOut: () => captureEvents?.lost(),
    breakEncoder: () => encodingEvents?.failed(),
  };
}

const refusal = (name: string) => Object.assign(new Error('no'), { name });
const phaseOf = (recorder: Recorder) => recorder.getState().phase;

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

describe('createRecorder', () => {
  it('records, pauses, goes on, and answers all of it', async () => {
    const { recorder, microphone, hear, hearLast } = buildRecorder();
    expect(phaseOf(recorder)).toBe('asking');
    await recorder.start();
    expect(phaseOf(recorder)).toBe('recording');
    hear(part(), part({ levels: [20] }));
    expect(recorder.getState()).toMatchObject({ durationMs: 100, levels: [60, 20] });

    recorder.pause();
    recorder.pause();
    expect(microphone.pause).toHaveBeenCalledTimes(1);
    expect(recorder.take()).toMatchObject({ durationMs: 100, peaks: [60, 20] });
    recorder.resume();
    expect(microphone.resume).toHaveBeenCalledTimes(1);
    expect(phaseOf(recorder)).toBe('recording');

    const finished = recorder.finish();
    expect(microphone.stop).toHaveBeenCalled();
    hearLast(part({ levels: [], durationMs: 0 }));
    const take = await finished;
    expect(take.durationMs).toBe(100);
    expect(take.blob).toMatchObject({ size: 12, type: 'audio/mpeg' });
  });

  it('keeps every part as it is made', async () => {
    const kept: VoicePart[] = [];
    const { recorder, hear, hearLast } = buildRecorder({ keep: (each) => kept.push(each) });
    await recorder.start();
    hear(part(), part());
    hearLast(part());
    expect(kept).toHaveLength(3);
  });

  it.each([
    ['NotAllowedError', 'denied'],
    ['NotFoundError', 'missing'],
    ['NotReadableError', 'busy'],
    ['TypeError', 'failed'],
  ])('says what is wrong when the browser answers %s, and can be tried again', async (name, fault) => {
    let isRefused = true;
    const { microphone } = buildRecorder();
    const { recorder } = buildRecorder({
      openCapture: async () => {
        if (isRefused) throw refusal(name);
        return microphone;
      },
    });
    await recorder.start();
    expect(recorder.getState()).toMatchObject({ phase: 'failed', fault });
    isRefused = false;
    await recorder.start();
    expect(recorder.getState()).toMatchObject({ phase: 'recording', fault: null });
  });

  it('keeps what was said until the microphone was taken away', async () => {
    const { recorder, microphone, hear, pullOut, hearLast } = buildRecorder();
    await recorder.start();
    hear(part());
    pullOut();
    expect(recorder.getState()).toMatchObject({ phase: 'ended', endedBy: 'lost' });
    expect(microphone.stop).toHaveBeenCalled();
    recorder.resume();
    expect(phaseOf(recorder)).toBe('ended');
    hearLast(part());
    expect((await recorder.finish()).durationMs).toBe(100);
  });

  it('pauses while the system holds the microphone, and goes on when the person says so', async () => {
    const { recorder, microphone, hear, interrupt } = buildRecorder();
    await recorder.start();
    hear(part());
    interrupt();
    expect(phaseOf(recorder)).toBe('paused');
    recorder.resume();
    expect(microphone.resume).toHaveBeenCalled();
    expect(phaseOf(recorder)).toBe('recording');
  });

  it('keeps what was said until the encoder broke; without anything said it is a fault', async () => {
    const spoken = buildRecorder();
    await spoken.recorder.start();
    spoken.hear(part());
    spoken.breakEncoder();
    expect(spoken.recorder.getState()).toMatchObject({ phase: 'ended', endedBy: 'lost' });
    expect((await spoken.recorder.finish()).durationMs).toBe(50);

    const unspoken = buildRecorder();
    await unspoken.recorder.start();
    unspoken.breakEncoder();
    expect(unspoken.recorder.getState()).toMatchObject({ phase: 'failed', fault: 'failed' });
    expect(unspoken.microphone.stop).toHaveBeenCalled();
  });

  it('ends before the longest length, so that the server takes it', async () => {
    const { recorder, hear } = buildRecorder({ limitMs: 10_000 });
    await recorder.start();
    hear(part({ durationMs: 9_000 }));
    expect(phaseOf(recorder)).toBe('recording');
    hear(part({ durationMs: 300 }));
    expect(recorder.getState()).toMatchObject({ phase: 'ended', endedBy: 'limit' });
    expect(recorder.getState().durationMs).toBeLessThan(10_000);
  });

  it('does not wait for ever for a sound thread that stands still', async () => {
    const { recorder, leave, hear } = buildRecorder();
    await recorder.start();
    hear(part());
    const finished = recorder.finish();
    await jest.advanceTimersByTimeAsync(2_000);
    expect((await finished).durationMs).toBe(50);
    expect(leave).toHaveBeenCalled();
  });

  it('lets a microphone go that is given after the person went away', async () => {
    let give = (_capture: Capture) => {};
    const { microphone } = buildRecorder();
    const { recorder } = buildRecorder({
      openCapture: () =>
        new Promise((resolve) => {
          give = resolve;
        }),
    });
    const started = recorder.start();
    recorder.stop();
    give(microphone);
    await started;
    expect(microphone.stop).toHaveBeenCalled();
    expect(phaseOf(recorder)).toBe('asking');
  });

  it('holds what an earlier one left, to listen to and to send', async () => {
    const { recorder } = buildRecorder({ restored: [part(), part({ levels: [5] })] });
    expect(recorder.getState()).toMatchObject({ phase: 'ended', durationMs: 100, levels: [60, 5] });
    expect(recorder.take().peaks).toEqual([60, 5]);
    expect((await recorder.finish()).durationMs).toBe(100);
  });

  it('hears nothing more once it is stopped', async () => {
    const kept: VoicePart[] = [];
    const { recorder, leave, hear } = buildRecorder({ keep: (each) => kept.push(each) });
    await recorder.start();
    recorder.stop();
    hear(part());
    expect(kept).toEqual([]);
    expect(leave).toHaveBeenCalled();
  });
});
