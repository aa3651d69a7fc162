import {
  type CreateCategoryInput,
  firstCategories,
  type TicketCategoriesDto,
  type TicketCategoryDto,
  type UpdateCategoryInput,
} from '@app/contracts';
import { type ParleyError, toParleyError } from '../core/error';
import { createStore, readSide, type Store } from '../core/store';
import type { Parley } from '../parley';
import type { Rest } from '../rest/rest';

/** What tickets can be about. Until the first answer, and when there is none, the list that every desk begins with. */
export interface CategoryListState {
  /** In the order of menus; all of them for the staff, the offered ones for everybody else. */
  categories: readonly TicketCategoryDto[];
  /** Those that something on a screen has and the list has not. Null: there is none with this key. */
  others: Readonly<Record<string, TicketCategoryDto | null>>;
  version: number;
  isLoaded: boolean;
  isLoading: boolean;
  error: ParleyError | null;
}

/** `load` and `want` never throw. The others throw `ParleyError`, and the list follows them; after a CONFLICT load it again. */
export interface CategoryList extends Store<CategoryListState> {
  /** Loads the list, also when it is there already: admins change it. */
  load(): Promise<void>;
  /** Something on a screen has this category. What is known already is not asked for again. */
  want(key: string): void;
  create(input: CreateCategoryInput): Promise<void>;
  /** By the version of the list that it was made from. */
  update(key: string, input: UpdateCategoryInput): Promise<void>;
  /** Every key once. */
  order(keys: readonly string[]): Promise<void>;
}

const PATH = 'ticket-categories';

export function createCategories({ call }: Pick<Rest, 'call'>, isStaff: boolean): CategoryList {
  const store = createStore<CategoryListState>({
    ...{ categories: firstCategories(), others: {}, version: 0 },
    ...{ isLoaded: false, isLoading: false, error: null },
  });
  const get = store.getState;
  const asked = new Set<string>();
  const wanted = new Set<string>();
  let generation = 0;

  const put = ({ version, categories }: TicketCategoriesDto) => {
    generation += 1;
    store.setState({ version, categories, isLoaded: true, isLoading: false, error: null });
    for (const key of wanted) find(key);
  };

  const load = async () => {
    generation += 1;
    const mine = generation;
    store.setState({ isLoading: true, error: null });
    try {
      const list = await call<TicketCategoriesDto>({ method: 'GET', path: isStaff ? `${PATH}/all` : PATH });
      if (mine === generation) put(list);
    } catch (error) {
      if (mine === generation) store.setState({ isLoading: false, error: toParleyError(error) });
    }
  };

  /** One that is not in the list: not offered any more, as a rule. */
  const find = (key: string) => {
    if (asked.has(key) || get().categories.some((category) => category.key === key)) return;
    asked.add(key);
    void call<TicketCategoryDto>({ method: 'GET', path: of(key) }).then(
      (category) => store.setState({ others: { ...get().others, [key]: category } }),
      (error: unknown) => {
        if (toParleyError(error).code === 'NOT_FOUND') store.setState({ others: { ...get().others, [key]: null } });
        // Asked again when it is next on a screen.
        else asked.delete(key);
      },
    );
  };

  const want = (key: string) => {
    wanted.add(key);
    const { isLoaded, isLoading } = get();
    if (isLoaded) find(key);
    else if (!isLoading) void load();
  };

  return {
    ...readSide(store),
    load,
    want,
    create: async (input) => put(await call({ method: 'POST', path: PATH, body: { ...input } })),
    update: async (key, input) => put(await call({ method: 'PUT', path: of(key), body: { ...input } })),
    order: async (keys) =>
      put(await call({ method: 'PUT', path: `${PATH}/order`, body: { keys, version: get().version } })),
  };
}

const of = (key: string) => `${PATH}/${encodeURIComponent(key)}`;

const lists = new WeakMap<Parley, CategoryList>();

/** The categories of a Parley; the same list at every call. It is loaded again after a reconnect. */
export function categoriesOf(parley: Parley): CategoryList {
  const known = lists.get(parley);
  if (known) return known;
  const list = createCategories(parley.rest, parley.me.role !== 'user');
  lists.set(parley, list);
  parley.connection.subscribe((now, before) => {
    if (now.isSynced && !before.isSynced && list.getState().isLoaded) void list.load();
  });
  return list;
}
