import type { World } from './world';

/** One fault, or several of a kind, brought about and ended; answers what there is to say about it. */
export interface Scene {
  name: string;
  run(world: World): Promise<string>;
}

/** Scenes that are played side by side. */
export type Act = readonly Scene[];

/** How long a scene may take before it counts as stuck. */
const SCENE_MAX_MS = 90_000;

/** Plays one act after the other. A scene that fails is a fault that was not survived. */
export async function play(world: World, acts: readonly Act[]): Promise<void> {
  for (const act of acts) await Promise.all(act.map((scene) => playScene(world, scene)));
}

async function playScene(world: World, { name, run }: Scene): Promise<void> {
  const startedAt = Date.now();
  let timer: NodeJS.Timeout | undefined;
  const stuck = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('is stuck')), SCENE_MAX_MS);
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
