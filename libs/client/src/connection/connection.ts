import { DEFAULT_LIMITS, type HandshakeErrorData, type Limits, type ReadyDto } from '@app/contracts';
import { backoffMs } from '../core/backoff';
import type { Environment } from '../core/environment';
import { ParleyError } from '../core/error';
import { createStore, readSide, type Store } from '../core/store';
import type { ConnectionState, ConnectionStatus } from './connection.state';
import { createFallback } from './fallback';
import type { RestCommands } from './rest-commands';
import type { CommandInput, CommandName, CommandOutput, Fact } from './transport';

/** Reconnect quickly but spread: 1,000 clients of one crashed server are back within about five seconds. */
const RECONNECT_MIN_MS = 250;
const RECONNECT_MAX_MS = 5_000;
/** While REST does the work, the socket is tried less often. */
const FALLBACK_RECONNECT_MAX_MS = 30_000;
/** From connect to `ready`; a half-open network answers neither yes nor no. */
const CONNECT_TIMEOUT_MS = 15_000;
/** A black-holed handshake took as long as several refused ones. */
const TIMEOUT_WEIGHT = 3;
/** One lost ack may be a slow server; two in a row with silence between them are a dead socket. */
const MISSED_ACKS_MAX = 2;

export interface ConnectionEvents {
  ready(fact: ReadyDto): void;
  /** Every other fact. */
  fact(fact: Fact): void;
  lost(): void;
  /** The server refused the session: renew it. Throws when that cannot be done (now). */
  renewSession(): Promise<void>;
  /** A token for `refreshAuth`. */
  getSocketToken(): Promise<string>;
  /** Commands by REST, for networks that let no WebSocket through. */
  requestByRest: RestCommands;
  /** Fetches by REST what facts would have told. Throws on faults. */
  poll(): Promise<void>;
  /** Commands go by REST from now on. */
  fallenBack(): void;
}

/** Keeps one socket connected for ever, and knows whether it is. */
export interface Connection extends Store<ConnectionState> {
  readonly limits: Store<Limits>;
  start(events: ConnectionEvents): void;
  stop(): void;
  /** True between `ready` and the loss of the connection, and while REST stands in: the only time commands are sent. */
  isReady(): boolean;
  request<C extends CommandName>(command: C, input: CommandInput<C>): Promise<CommandOutput<C>>;
  setSynced(isSynced: boolean): void;
  /** As REST tells it; a socket tells it in `ready`. */
  setEpoch(epoch: string): void;
  signOut(): void;
}

export function createConnection(env: Pick<Environment, 'transport' | 'clock' | 'random' | 'signals'>): Connection {
  const { transport, clock, random, signals } = env;
  const store = createStore<ConnectionState>({ status: 'connecting', epoch: null, isSynced: false });
  const limits = createStore<Limits>(DEFAULT_LIMITS);
  let events: ConnectionEvents | null = null;
  let isReady = false;
  let attempts = 0;
  let authRefusals = 0;
  let missedAcks = 0;
  /** From `serverShutdown`: spread over this time instead of the usual. */
  let spreadMs: number | null = null;
  let cancelTimer = () => {};
  let stopSignals = () => {};
  let wasOnline = true;

  const setStatus = (wanted: ConnectionStatus) => {
    const isLost = wanted === 'connecting' || wanted === 'offline';
    const status = isLost && fallback.isWorking() && signals.isOnline() ? 'fallback' : wanted;
    if (store.getState().status !== status) store.setState({ status });
  };

  const fallback = createFallback(env, {
    poll: async () => events?.poll(),
    changed(isWorking) {
      setStatus('offline');
      store.setState({ isSynced: isWorking });
      if (isWorking) events?.fallenBack();
    },
  });

  const open = () => {
    cancelTimer();
    cancelTimer = clock.after(CONNECT_TIMEOUT_MS, () => {
      transport.disconnect();
      fallback.failed(TIMEOUT_WEIGHT);
      retryLater('offline');
    });
    transport.connect();
  };

  const retryLater = (status: ConnectionStatus, waitMs?: number) => {
    lose();
    cancelTimer();
    setStatus(signals.isOnline() ? status : 'offline');
    const wait = waitMs ?? (spreadMs === null ? undefined : random() * spreadMs);
    spreadMs = null;
    const longest = fallback.isWorking() ? FALLBACK_RECONNECT_MAX_MS : RECONNECT_MAX_MS;
    cancelTimer = clock.after(wait ?? backoffMs(attempts++, RECONNECT_MIN_MS, longest, random), open);
  };

  const lose = () => {
    missedAcks = 0;
    if (!isReady) return;
    isReady = false;
    store.setState({ isSynced: false });
    events?.lost();
  };

  const reopen = () => {
    transport.disconnect();
    lose();
    open();
  };

  const signOut = () => {
    cancelTimer();
    stopSignals();
    transport.disconnect();
    fallback.end();
    lose();
    events = null;
    store.setState({ status: 'signedOut' });
  };

  const heard = () => {
    missedAcks = 0;
    if (isReady && signals.isOnline()) setStatus('online');
  };

  const onReady = (ready: ReadyDto) => {
    cancelTimer();
    isReady = true;
    attempts = 0;
    authRefusals = 0;
    if (fallback.isOn()) store.setState({ isSynced: false });
    fallback.end();
    limits.setState({ ...DEFAULT_LIMITS, ...ready.limits });
    events?.ready(ready);
    store.setState({ epoch: ready.epoch });
    heard();
  };

  const onFact = (fact: Fact) => {
    if (!events) return;
    if (fact.name === 'ready') return onReady(fact.data);
    heard();
    if (fact.name === 'authExpiring') void refreshAuth(events);
    else if (fact.name === 'serverShutdown') spreadMs = fact.data.reconnectWithinMs;
    else events.fact(fact);
  };

  const refreshAuth = async ({ getSocketToken }: ConnectionEvents) => {
    try {
      await request('refreshAuth', { token: await getSocketToken() });
    } catch (error) {
      // The server ends this socket at its time; the next handshake then renews the session, or ends in signedOut.
      if (!(error instanceof ParleyError)) throw error;
    }
  };

  const onRefused = async (refusal: HandshakeErrorData | null) => {
    if (!events) return;
    const error = refusal && new ParleyError({ code: refusal.code as ParleyError['code'] });
    // Who answers, lets WebSockets through.
    if (!refusal) fallback.failed();
    if (!error?.isAuth) return retryLater('offline', refusal?.retryAfterMs);
    // Renewed, and refused again: the session is over.
    if (error.code === 'SESSION_REVOKED' || authRefusals++ > 0) return signOut();
    cancelTimer();
    try {
      await events.renewSession();
      if (events) retryLater('connecting', 0);
    } catch (failure) {
      if (!(failure instanceof ParleyError)) throw failure;
      authRefusals = 0;
      if (!failure.isRetryable) signOut();
      else if (events) retryLater('offline');
    }
  };

  /** A network that came back is a new network: the old socket is mostly dead without knowing it. */
  const onSignal = () => {
    const isOnline = signals.isOnline();
    if (!isOnline) setStatus('offline');
    else if (!wasOnline) reopen();
    else if (!isReady && !transport.isConnected && signals.isVisible()) open();
    if (isOnline) fallback.hurry();
    wasOnline = isOnline;
  };

  const request = async <C extends CommandName>(command: C, input: CommandInput<C>): Promise<CommandOutput<C>> => {
    if (!isReady && fallback.isOn() && events) return events.requestByRest(command, input);
    if (!isReady) throw new ParleyError({ code: 'NETWORK', message: 'Not connected' });
    try {
      const output = await transport.request(command, input, limits.getState().ackTimeoutMs);
      heard();
      return output;
    } catch (error) {
      const code = error instanceof ParleyError ? error.code : null;
      if (code === 'TIMEOUT') onMissedAck();
      else if (code !== 'NETWORK') heard();
      throw error;
    }
  };

  const onMissedAck = () => {
    if (!isReady) return;
    missedAcks += 1;
    setStatus('offline');
    if (missedAcks < MISSED_ACKS_MAX) return;
    transport.disconnect();
    retryLater('offline');
  };

  return {
    ...readSide(store),
    limits: readSide(limits),
    isReady: () => isReady || fallback.isWorking(),
    request,
    signOut,
    setSynced: (isSynced) => store.setState({ isSynced }),
    setEpoch: (epoch) => store.setState({ epoch }),
    start(given) {
      events = given;
      attempts = 0;
      authRefusals = 0;
      wasOnline = signals.isOnline();
      setStatus(wasOnline ? 'connecting' : 'offline');
      stopSignals = signals.onChange(onSignal);
      transport.listen({
        fact: onFact,
        disconnected: () => events && retryLater('connecting'),
        refused: (refusal) => void onRefused(refusal),
      });
      open();
    },
    stop() {
      cancelTimer();
      stopSignals();
      transport.disconnect();
      fallback.end();
      lose();
      events = null;
    },
  };
}
