import type { World } from './world';

/** One fault, or several of a kind, brought about and ended; answers what there is to say about it. */
export interface Scene {
  name: string;
  /** When it takes longer it counts as stuck. */
  maxMs?: number;
  run(world: World): Promise<string>;
}

/** Played side by side; those of a list one after the other. */
export type Act = readonly (Scene | readonly Scene[])[];

const SCENE_MAX_MS = 240_000;

/** Plays one act after the other. A scene that fails is a fault that was not survived. */
export async function play(world: World, acts: readonly Act[]): Promise<void> {
  for (const act of acts) await Promise.all(act.map((lane) => playLane(world, lane)));
}

async function playLane(world: World, lane: Scene | readonly Scene[]): Promise<void> {
  for (const scene of 'run' in lane ? [lane] : lane) await playScene(world, scene);
}

export async function playScene(world: World, { name, run, maxMs = SCENE_MAX_MS }: Scene): Promise<void> {
  const startedAt = Date.now();
  let timer: NodeJS.Timeout | undefined;
  const stuck = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('is stuck')), maxMs);
  });
  try {
    const note = await Promise.race([run(world), stuck]);
    world.log.write({ kind: 'fault', name, ms: Date.now() - startedAt, note });
  } catch (error) {
    const got = error instanceof Error ? (error.stack ?? error.message) : String(error);
    world.log.write({ kind: 'answer', invariant: 'I4', what: name, wanted: 'survived', got });
  } finally {
    clearTimeout(timer);
  }
}
