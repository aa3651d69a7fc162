import type { Parley, ParleyOptions } from './parley';

export function createParley(options: ParleyOptions): Parley {
  throw new Error(`Not there yet for ${options.me.id}`);
}
