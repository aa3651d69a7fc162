import type { AgentDto } from '@app/contracts';
import { type ParleyError, toParleyError } from '../core/error';
import { createStore, readSide, type Store } from '../core/store';
import type { Rest } from '../rest/rest';

/** Who of the staff takes tickets. `agents` is by name, and live from the first `load` on. */
export interface AgentListState {
  agents: readonly AgentDto[];
  isLoaded: boolean;
  isLoading: boolean;
  error: ParleyError | null;
}

/** `load` never throws: its failure is in `error`. The others throw `ParleyError`. */
export interface AgentList extends Store<AgentListState> {
  load(): Promise<void>;
  /** Whether tickets come to oneself. */
  setAccepting(isAccepting: boolean): Promise<AgentDto>;
  /** By admins; 0 to 200. */
  setCapacity(userId: string, capacity: number): Promise<AgentDto>;
}

export interface AgentEngine extends AgentList {
  apply(agent: AgentDto): void;
  /** What happened meanwhile, when somebody looks. */
  refresh(): void;
}

export function createAgents({ call }: Pick<Rest, 'call'>): AgentEngine {
  const store = createStore<AgentListState>({ agents: [], isLoaded: false, isLoading: false, error: null });
  const get = store.getState;
  /** Facts that came while the list was under way: they are newer than it. */
  let meanwhile: AgentDto[] = [];
  let generation = 0;

  const put = (agents: readonly AgentDto[], from: readonly AgentDto[]) => {
    const byId = new Map([...from, ...agents].map((agent) => [agent.user.id, agent]));
    return [...byId.values()].sort(byName);
  };

  const load = async () => {
    const mine = ++generation;
    meanwhile = [];
    store.setState({ isLoading: true, error: null });
    try {
      const agents = await call<AgentDto[]>({ method: 'GET', path: 'desk/agents' });
      if (mine === generation) store.setState({ agents: put(meanwhile, agents), isLoaded: true, isLoading: false });
    } catch (error) {
      if (mine === generation) store.setState({ isLoading: false, error: toParleyError(error) });
    }
  };

  const apply = (agent: AgentDto) => {
    const { isLoaded, isLoading, agents } = get();
    if (isLoading) meanwhile.push(agent);
    if (isLoaded) store.setState({ agents: put([agent], agents) });
  };

  const change = async (who: string, body: object): Promise<AgentDto> => {
    const agent = await call<AgentDto>({ method: 'PUT', path: `desk/agents/${encodeURIComponent(who)}`, body });
    apply(agent);
    return agent;
  };

  return {
    ...readSide(store),
    load,
    apply,
    refresh() {
      if (get().isLoaded) void load();
    },
    setAccepting: (isAccepting) => change('me', { isAccepting }),
    setCapacity: (userId, capacity) => change(userId, { capacity }),
  };
}

/** As the server lists them. */
function byName(a: AgentDto, b: AgentDto): number {
  return a.user.name.localeCompare(b.user.name) || (a.user.id < b.user.id ? -1 : Number(a.user.id > b.user.id));
}
