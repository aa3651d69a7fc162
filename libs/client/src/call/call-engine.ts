import type { CallDto, CallMedia, CallSignalDto } from '@app/contracts';
import { ParleyError } from '../core/error';
import type { WritableStore } from '../core/store';
import type { CallDevice, CallState, OwnMedia, PeerMedia, TabCall } from './call';
import { browserCallHost } from './call-host';
import { createTalk, type Talk } from './call-talk';
import type { CallDeps } from './create-calls';

/** How a call of this tab lives; loaded with the first call. */
export interface CallEngine {
  start(chatId: string, otherId: string, media: CallMedia): Promise<void>;
  accept(isCameraOn?: boolean): Promise<void>;
  hangUp(): void;
  setMicrophone(isOn: boolean): void;
  setCamera(isOn: boolean): void;
  setScreen(isOn: boolean): void;
  dismiss(): void;
  follow(call: CallDto): void;
  takeSignal(fact: CallSignalDto): void;
  /** A new connection: `current` is what the server has now. */
  resync(current: CallDto | null): void;
  stop(): void;
}

const NOTHING_SENT = { isMicrophoneOn: false, isCameraOn: false, isSharingScreen: false };
const NO_OWN_MEDIA: OwnMedia = { ...NOTHING_SENT, camera: null, screen: null };
const NO_PEER_MEDIA: PeerMedia = { ...NOTHING_SENT, isMicrophoneOn: true, audio: null, camera: null, screen: null };

export function createCallEngine(deps: CallDeps, store: WritableStore<CallState>): CallEngine {
  const { meId, commands, env, callHost: host = browserCallHost } = deps;
  const deviceId = host.deviceId(env.uuid);
  let talk: Talk | null = null;
  /** Calls that are over for this tab, whatever the server has heard of it. */
  const given = new Set<string>();

  const get = () => store.getState().call;
  const isLive = (call: TabCall | null): call is TabCall => call !== null && call.stage !== 'ended';

  const show = (id: string, part: Partial<TabCall>) => {
    const call = get();
    // What is over stays as it ended.
    if (call?.id === id && isLive(call)) store.setState({ call: { ...call, ...part } });
  };

  const close = () => {
    talk?.close();
    talk = null;
  };

  const end = (id: string, part: Partial<TabCall>) => {
    if (get()?.id !== id) return;
    close();
    show(id, { ...part, stage: 'ended', own: NO_OWN_MEDIA, peer: NO_PEER_MEDIA });
  };

  const put = (
    call: Pick<TabCall, 'id' | 'chatId' | 'otherId' | 'isCaller' | 'media' | 'stage'> & Partial<TabCall>,
  ) => {
    close();
    const blank = {
      answeredAt: null,
      endedAt: null,
      outcome: null,
      own: NO_OWN_MEDIA,
      peer: NO_PEER_MEDIA,
      fault: null,
    };
    store.setState({ call: { ...blank, ...call } });
    const { id, isCaller } = call;
    talk = createTalk(deps, host, {
      callId: id,
      deviceId,
      isCaller,
      peer: NO_PEER_MEDIA,
      show: (part) => show(id, part),
    });
    return talk;
  };

  const partOf = ({ id, chatId, callerId, calleeId, media, answeredAt }: CallDto) => {
    const isCaller = callerId === meId;
    return { id, chatId, otherId: isCaller ? calleeId : callerId, isCaller, media, answeredAt };
  };

  const isMine = ({ callerId, callerDeviceId, calleeDeviceId }: CallDto) =>
    (callerId === meId ? callerDeviceId : calleeDeviceId) === deviceId;

  /** Best effort: what is not heard ends by itself. */
  const sayEnd = (callId: string) => {
    commands.request('endCall', { callId }).catch((error: unknown) => {
      if (!(error instanceof ParleyError)) throw error;
    });
  };

  const refused = (id: string, error: unknown) => {
    if (!(error instanceof ParleyError)) throw error;
    // Answered after all: the fact was quicker than the answer that did not come.
    if (get()?.id === id && get()?.answeredAt && error.isRetryable) return;
    if (error.code === 'CALL_TAKEN') end(id, { outcome: 'elsewhere' });
    else if (error.code === 'CALL_ENDED') end(id, {});
    else end(id, { fault: { kind: 'refused', code: error.code } });
  };

  const join = (call: CallDto, isFirst: boolean) => {
    show(call.id, { stage: 'connecting', answeredAt: call.answeredAt });
    void talk?.connect(isFirst);
  };

  const followOwn = (call: CallDto, own: TabCall) => {
    if (call.state === 'ended') return end(call.id, { outcome: call.outcome, endedAt: call.endedAt });
    if (call.state !== 'active') return;
    if (!isMine(call)) return end(call.id, { outcome: 'elsewhere' });
    if (own.answeredAt === null) join(call, own.isCaller);
  };

  const follow = (call: CallDto) => {
    const own = get();
    if (given.has(call.id)) return call.state === 'ended' ? undefined : sayEnd(call.id);
    if (own?.id === call.id && isLive(own)) return followOwn(call, own);
    if (call.state === 'ringing' && call.calleeId === meId && !isLive(own)) put({ ...partOf(call), stage: 'incoming' });
  };

  /** After a reload: this tab's own call, of which it knows nothing any more. */
  const resume = async (call: CallDto) => {
    const mine = put({ ...partOf(call), stage: call.state === 'ringing' ? 'ringing' : 'reconnecting' });
    await mine.open(call.media === 'video');
    await rejoin(call.id);
    if (call.state === 'active' && mine === talk) await mine.connect(true);
  };

  const rejoin = async (callId: string) => {
    try {
      const call = await commands.request('rejoinCall', { callId, deviceId });
      follow(call);
      talk?.repeat();
    } catch (error) {
      if (error instanceof ParleyError && error.isRetryable) return;
      refused(callId, error);
    }
  };

  const set = (device: CallDevice, isOn: boolean) => {
    if (isLive(get())) void talk?.set(device, isOn);
  };

  return {
    follow,
    async start(chatId, otherId, media) {
      if (isLive(get())) return;
      const id = env.uuid();
      const mine = put({ id, chatId, otherId, isCaller: true, media, stage: 'starting' });
      const hasMicrophone = await mine.open(media === 'video');
      if (mine !== talk) return;
      // Nobody is rung who could not hear a word.
      if (!hasMicrophone) return end(id, {});
      try {
        const call = await commands.request('startCall', { chatId, media, callId: id, deviceId });
        show(id, { stage: 'ringing' });
        follow(call);
      } catch (error) {
        refused(id, error);
        given.add(id);
        // It may be the other one, who calls at this very moment.
        const { current } = store.getState();
        if (current) follow(current);
      }
    },
    async accept(isCameraOn) {
      const call = get();
      if (call?.stage !== 'incoming' || !talk) return;
      const mine = talk;
      show(call.id, { stage: 'connecting' });
      void mine.open(isCameraOn ?? call.media === 'video');
      try {
        const accepted = await commands.request('acceptCall', { callId: call.id, deviceId });
        if (mine === talk) join(accepted, false);
        else sayEnd(call.id);
      } catch (error) {
        refused(call.id, error);
      }
    },
    hangUp() {
      const call = get();
      if (!isLive(call)) return;
      const outcome = call.answeredAt ? 'answered' : call.isCaller ? 'cancelled' : 'declined';
      given.add(call.id);
      end(call.id, { outcome, endedAt: new Date(env.clock.now()).toISOString() });
      sayEnd(call.id);
    },
    setMicrophone: (isOn) => set('microphone', isOn),
    setCamera: (isOn) => set('camera', isOn),
    setScreen: (isOn) => set('screen', isOn),
    dismiss() {
      if (!isLive(get())) store.setState({ call: null });
    },
    takeSignal({ callId, signal }) {
      if (get()?.id === callId) talk?.take(signal);
    },
    resync(current) {
      const own = get();
      if (isLive(own)) {
        if (own.stage === 'starting') return;
        // It ended meanwhile, and how is in the thread.
        if (current?.id !== own.id) end(own.id, {});
        else if (own.stage === 'incoming') follow(current);
        else void rejoin(own.id);
      }
      if (!current || isLive(get())) return;
      if (isMine(current) && !given.has(current.id)) void resume(current);
      else follow(current);
    },
    stop() {
      close();
      store.setState({ call: null });
    },
  };
}
