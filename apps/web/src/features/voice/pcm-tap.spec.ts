/** @jest-environment node */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';

type Sent = Float32Array | null;

interface Tap {
  port: { onmessage(event: { data: object }): void; postMessage: jest.Mock };
  process(inputs: Float32Array[][]): boolean;
}

/** The script as the sound thread runs it, with a port that keeps what was sent. */
function startTap(): { tap: Tap; sent: Sent[] } {
  const sent: Sent[] = [];
  let Processor: (new () => Tap) | undefined;
  runInNewContext(readFileSync(join(__dirname, 'pcm-tap.worklet.js'), 'utf8'), {
    Float32Array,
    AudioWorkletProcessor: class {
      port = { postMessage: jest.fn() };
    },
    registerProcessor: (_name: string, made: new () => Tap) => {
      Processor = made;
    },
  });
  if (!Processor) throw new Error('The script registered nothing');
  const tap = new Processor();
  tap.port.onmessage({ data: { port: { postMessage: (block: Sent) => sent.push(block) } } });
  return { tap, sent };
}

const quantum = (value: number) => [[new Float32Array(128).fill(value)]];
const samplesOf = (sent: Sent[]) => sent.reduce((sum, block) => sum + (block?.length ?? 0), 0);

describe('pcm-tap', () => {
  it('hands every sample on, the last incomplete block too, and then says that it was the last', () => {
    const { tap, sent } = startTap();
    for (let round = 0; round < 40; round++) expect(tap.process(quantum(round))).toBe(true);
    tap.port.onmessage({ data: { isEnded: true } });
    expect(samplesOf(sent)).toBe(40 * 128);
    expect(sent.at(-1)).toBeNull();
    expect(sent[0]?.[0]).toBe(0);
    expect(sent.at(-2)?.at(-1)).toBe(39);
    expect(tap.port.postMessage).toHaveBeenCalledWith('ended');
    expect(tap.process(quantum(1))).toBe(false);
    expect(samplesOf(sent)).toBe(40 * 128);
  });

  it('drops what is said in a pause, and goes on without a gap', () => {
    const { tap, sent } = startTap();
    tap.process(quantum(1));
    tap.port.onmessage({ data: { isPaused: true } });
    tap.process(quantum(2));
    tap.port.onmessage({ data: { isPaused: false } });
    tap.process(quantum(3));
    tap.port.onmessage({ data: { isEnded: true } });
    expect(samplesOf(sent)).toBe(256);
    expect([...(sent[0] ?? [])]).not.toContain(2);
  });

  it('stands a moment without a microphone', () => {
    const { tap, sent } = startTap();
    expect(tap.process([[]])).toBe(true);
    tap.port.onmessage({ data: { isEnded: true } });
    tap.port.onmessage({ data: { isEnded: true } });
    expect(sent).toEqual([null]);
  });
});
