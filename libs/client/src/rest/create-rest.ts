import type { Rest, RestOptions } from './rest';

export function createRest(options: RestOptions): Rest {
  throw new Error(`Not there yet for ${options.url}`);
}
