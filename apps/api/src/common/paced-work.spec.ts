import { PacedWork } from './paced-work';

describe(PacedWork.name, () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  /** Work that takes so long. */
  function build(takesMs: number) {
    const begun: number[] = [];
    const start = performance.now();
    const paced = new PacedWork(async () => {
      begun.push(performance.now() - start);
      if (takesMs > 0) await new Promise((resolve) => setTimeout(resolve, takesMs));
    }, 100);
    return { begun, paced };
  }

  it('is done once for all who ask within a moment', async () => {
    const { begun, paced } = build(0);
    for (let n = 0; n < 3; n++) paced.soon();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(begun).toEqual([100]);
    paced.soon();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(begun).toEqual([100, 1_100]);
  });

  it('is done again for who asks meanwhile, never twice at a time, after a pause of nine times its length', async () => {
    const { begun, paced } = build(50);
    paced.soon();
    await jest.advanceTimersByTimeAsync(120);
    paced.soon();
    await jest.advanceTimersByTimeAsync(479);
    expect(begun).toEqual([100]);
    await jest.advanceTimersByTimeAsync(1);
    expect(begun).toEqual([100, 600]);
  });

  it('pauses for a second at most', async () => {
    const { begun, paced } = build(5_000);
    paced.soon();
    await jest.advanceTimersByTimeAsync(200);
    paced.soon();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(begun).toEqual([100, 6_100]);
  });

  it('begins nothing once it is stopped, and waits for what is under way', async () => {
    const { begun, paced } = build(200);
    paced.soon();
    await jest.advanceTimersByTimeAsync(150);
    paced.soon();
    let isOver = false;
    const stopped = paced.stop().then(() => {
      isOver = true;
    });
    await jest.advanceTimersByTimeAsync(100);
    expect(isOver).toBe(false);
    await jest.advanceTimersByTimeAsync(10_000);
    await stopped;
    expect(begun).toEqual([100]);
  });
});
