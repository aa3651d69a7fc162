import { type ParleyError, toParleyError } from '../core/error';
import { createStore, readSide, type Store } from '../core/store';
import type { Rest } from '../rest/rest';

/** Few things that the desk keeps to use again: canned replies, macros, saved views. */
export interface ShelfRoutes<Dto, Input> {
  list(): Promise<Dto[]>;
  create(input: Input): Promise<Dto>;
  /** Replaces the whole of it. */
  update(id: string, input: Input): Promise<Dto>;
  remove(id: string): Promise<void>;
}

export function shelfOf<Dto, Input extends object>(
  { call }: Pick<Rest, 'call'>,
  path: string,
): ShelfRoutes<Dto, Input> {
  const of = (id: string) => `${path}/${encodeURIComponent(id)}`;
  return {
    list: () => call({ method: 'GET', path }),
    create: (body) => call({ method: 'POST', path, body }),
    update: (id, body) => call({ method: 'PUT', path: of(id), body }),
    remove: (id) => call({ method: 'DELETE', path: of(id) }),
  };
}

export interface ShelfState<Dto> {
  items: readonly Dto[];
  isLoaded: boolean;
  isLoading: boolean;
  error: ParleyError | null;
}

/** `load` never throws: its failure is in `error`. The others throw `ParleyError`, and the list follows them. */
export interface Shelf<Dto, Input> extends Store<ShelfState<Dto>> {
  /** Loads the list, also when it is there already: colleagues change it too. */
  load(): Promise<void>;
  create(input: Input): Promise<Dto>;
  update(id: string, input: Input): Promise<Dto>;
  remove(id: string): Promise<void>;
}

export function createShelf<Dto, Input>(routes: ShelfRoutes<Dto, Input>): Shelf<Dto, Input> {
  const store = createStore<ShelfState<Dto>>({ items: [], isLoaded: false, isLoading: false, error: null });
  let generation = 0;

  const load = async () => {
    const mine = ++generation;
    store.setState({ isLoading: true, error: null });
    try {
      const items = await routes.list();
      if (mine === generation) store.setState({ items, isLoaded: true, isLoading: false });
    } catch (error) {
      if (mine === generation) store.setState({ isLoading: false, error: toParleyError(error) });
    }
  };
  /** The order is the server's, so a change is followed by its list. */
  const thenLoad = async <T>(change: Promise<T>): Promise<T> => {
    const answer = await change;
    await load();
    return answer;
  };

  return {
    ...readSide(store),
    load,
    create: (input) => thenLoad(routes.create(input)),
    update: (id, input) => thenLoad(routes.update(id, input)),
    remove: (id) => thenLoad(routes.remove(id)),
  };
}
