/**
 * Work that can be suspended: it yields wherever it may be put aside for other requests and holds nothing of the store
 * (no LMDB iterator, no snapshot) while it is.
 */
export type Steps<T> = Generator<Pause, T, void>;

/** Yielded by a write where another one may come in between: nothing that was found so far is relied on afterwards. */
export const letOthers = Symbol('let others');

type Pause = typeof letOthers | undefined;

/** How far steps have come: to their end, or to a pause. */
type Progress<T> = { value: T } | { isOpenToOthers: boolean };

/** Documents on demand; null means "nothing yet, you may pause here". */
export type Stream<T> = Generator<T | null, void, void>;

/** How long one request may keep the event loop before others get their turn. */
export const sliceMs = 5;

let slice = 0;

/** Changes whenever others may have had a turn; what was read in the same slice still holds. */
export const currentSlice = (): number => slice;

/** Runs steps until they finish or the deadline passes. */
export function runUntil<T>(steps: Steps<T>, deadline: number): Progress<T> {
  slice += 1;
  for (;;) {
    const step = steps.next();
    if (step.done) return { value: step.value };
    if (performance.now() >= deadline) return { isOpenToOthers: step.value === letOthers };
  }
}

export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Runs reading steps to their end, giving the event loop a turn every few milliseconds. */
export async function runReading<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const result = runUntil(steps, performance.now() + sliceMs);
    if ('value' in result) return result.value;
    await nextTurn();
  }
}

/** The other way round: a stream of what is there already. */
export function* streamOf<T>(items: T[]): Stream<T> {
  yield* items;
}

/** Collects a stream, yielding after every item. */
export function* toArray<T>(stream: Stream<T>): Steps<T[]> {
  const items: T[] = [];
  for (const item of stream) {
    if (item !== null) items.push(item);
    yield;
  }
  return items;
}
