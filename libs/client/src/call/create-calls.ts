import type { CallDto, CallMedia, CurrentCallDto } from '@app/contracts';
import type { Commands } from '../connection/commands';
import type { Fact } from '../connection/transport';
import type { Environment } from '../core/environment';
import { createStore, readSide } from '../core/store';
import type { Rest } from '../rest/rest';
import type { CallState, CallStore } from './call';
import type { CallEngine } from './call-engine';
import type { CallHost } from './call-host';

export interface CallDeps {
  meId: string;
  rest: Pick<Rest, 'calls'>;
  commands: Commands;
  env: Pick<Environment, 'clock' | 'uuid' | 'signals'>;
  /** Devices and connections; absent: the browser's. */
  callHost?: CallHost;
}

export interface Calls extends CallStore {
  apply(fact: Extract<Fact, { name: 'call' | 'callSignal' }>): void;
  /** After a reconnect. Throws on faults. */
  resync(): Promise<void>;
  stop(): void;
}

const STEPS: CallDto['state'][] = ['ringing', 'active', 'ended'];

/** The seam of calls: knows the current one; everything else is loaded when there is one. */
export function createCalls(deps: CallDeps): Calls {
  const store = createStore<CallState>({ current: null, call: null });
  let engine: Promise<CallEngine> | null = null;

  const load = (): Promise<CallEngine> => {
    engine ??= import('@app/client/call').then(({ createCallEngine }) => createCallEngine(deps, store));
    // Not loaded for want of a network: the next call, or the next connection, tries again.
    engine.catch(() => {
      engine = null;
    });
    return engine;
  };

  /** In the order in which it is asked for; a part that could not be loaded is as good as a call that is not there. */
  const pass = (act: (engine: CallEngine) => unknown) => void load().then(act, () => undefined);

  const setCurrent = (current: CallDto | null) => {
    const before = store.getState().current;
    if (before?.id === current?.id && before?.state === current?.state) return;
    store.setState({ current });
  };

  /** Facts may come twice, or after a fetch that is newer. */
  const follow = (fact: CallDto) => {
    const { current } = store.getState();
    if (current?.id === fact.id && STEPS.indexOf(fact.state) < STEPS.indexOf(current.state)) return;
    if (fact.state !== 'ended') setCurrent(fact);
    else if (current?.id === fact.id) setCurrent(null);
    if (engine || fact.state !== 'ended') pass((loaded) => loaded.follow(fact));
  };

  return {
    ...readSide(store),
    start: (chatId: string, otherId: string, media: CallMedia) =>
      pass((loaded) => loaded.start(chatId, otherId, media)),
    accept: (isCameraOn) => pass((loaded) => loaded.accept(isCameraOn)),
    decline: () => pass((loaded) => loaded.hangUp()),
    hangUp() {
      if (store.getState().call) pass((loaded) => loaded.hangUp());
    },
    setMicrophone: (isOn) => pass((loaded) => loaded.setMicrophone(isOn)),
    setCamera: (isOn) => pass((loaded) => loaded.setCamera(isOn)),
    setScreen: (isOn) => pass((loaded) => loaded.setScreen(isOn)),
    dismiss: () => pass((loaded) => loaded.dismiss()),
    apply(fact) {
      if (fact.name === 'call') follow(fact.data);
      else pass((loaded) => loaded.takeSignal(fact.data));
    },
    async resync() {
      const { call }: CurrentCallDto = await deps.rest.calls.current();
      setCurrent(call);
      if (engine || call) pass((loaded) => loaded.resync(call));
    },
    stop() {
      if (engine) pass((loaded) => loaded.stop());
    },
  };
}
