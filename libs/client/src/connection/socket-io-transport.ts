import { type ClientToServerEvents, type Envelope, type ServerToClientEvents, SOCKET_PATH } from '@app/contracts';
import { ParleyError } from '../core/error';
import type { Auth } from '../rest/rest';
import type { CommandInput, CommandName, CommandOutput, Fact, FactName, Transport, TransportEvents } from './transport';

/** A record, so that the compiler notices a fact that is missing here. */
const FACT_NAMES: Record<FactName, true> = {
  ready: true,
  newMessage: true,
  messageUpdated: true,
  messageRead: true,
  messageDelivered: true,
  typing: true,
  presence: true,
  chatUpdated: true,
  chatRemoved: true,
  notification: true,
  notificationCounts: true,
  ticketUpdated: true,
  ticketNote: true,
  ticketViewers: true,
  agentUpdated: true,
  broadcast: true,
  call: true,
  callSignal: true,
  authExpiring: true,
  serverShutdown: true,
};

type ParleySocket = import('socket.io-client', { with: { 'resolution-mode': 'import' }}).Socket<
  ServerToClientEvents,
  ClientToServerEvents
>;
const importIo = () => import('socket.io-client');
type Io = Awaited<ReturnType<typeof importIo>>;
/** Socket.IO's own types cannot follow a generic command name. */
type Emit = (
  command: CommandName,
  input: unknown,
  ack: (error: Error | null, answer: Envelope<unknown>) => void,
) => void;

/**
 * The real socket. WebSocket only: it needs no sticky sessions, and polling costs the server three times the CPU.
 * Socket.IO is loaded by the first `connect`: a page is seen and used before its socket opens.
 */
export function createSocketIoTransport({ url, auth }: { url: string; auth: Auth }): Transport {
  let listener: TransportEvents | null = null;
  let socket: ParleySocket | null = null;
  let isLoading = false;
  let isWanted = false;

  const authenticate = (answer: (data: object) => void) => {
    if (auth.kind !== 'token') return answer({});
    auth.getToken().then(
      (token) => answer({ token }),
      // Whatever the host's getToken failed with, this attempt is over, and the next one asks again.
      () => {
        socket?.disconnect();
        listener?.refused(null);
      },
    );
  };

  const create = ({ io }: Io): ParleySocket => {
    const options = {
      path: SOCKET_PATH,
      transports: ['websocket'],
      autoConnect: false,
      forceNew: true,
      // Policy lives in the connection: its timers are testable, and it refreshes the session in between.
      reconnection: false,
      auth: authenticate,
      ...(auth.kind === 'headers' ? { extraHeaders: { ...auth.headers } } : {}),
    };
    const made: ParleySocket = url === '' ? io(options) : io(url, options);
    made.on('connect_error', (error: Error & { data?: unknown }) => listener?.refused(toRefusal(error.data)));
    made.on('disconnect', (reason) => {
      // An emit after an expired ping is buffered by Socket.IO and would go out at the next connect, behind our back.
      made.sendBuffer = [];
      if (reason !== 'io client disconnect') listener?.disconnected(reason === 'io server disconnect');
    });
    for (const name of Object.keys(FACT_NAMES) as FactName[]) {
      made.on(name, (data: unknown) => listener?.fact({ name, data } as Fact));
    }
    return made;
  };

  const load = async () => {
    isLoading = true;
    // The network may fail it as it may fail a handshake; the next attempt loads again.
    const library = await importIo().catch(() => null);
    isLoading = false;
    if (library) socket = create(library);
    if (!isWanted) return;
    if (socket) socket.connect();
    else listener?.refused(null);
  };

  return {
    get isConnected() {
      return socket?.connected ?? false;
    },
    listen(events) {
      listener = events;
    },
    connect() {
      isWanted = true;
      // Made late: creating a Parley on a server must not touch `location`.
      if (socket) socket.connect();
      else if (!isLoading) void load();
    },
    disconnect() {
      isWanted = false;
      socket?.disconnect();
    },
    request<C extends CommandName>(command: C, input: CommandInput<C>, timeoutMs: number): Promise<CommandOutput<C>> {
      const current = socket;
      if (!current?.connected) return Promise.reject(new ParleyError({ code: 'NETWORK' }));
      const timed = current.timeout(timeoutMs);
      const emit = timed.emit.bind(timed) as unknown as Emit;
      return new Promise((resolve, reject) => {
        emit(command, input, (error, answer) => {
          if (error)
            reject(new ParleyError({ code: current.connected ? 'TIMEOUT' : 'NETWORK', message: error.message }));
          else if (answer.success) resolve(answer.data as CommandOutput<C>);
          else reject(new ParleyError(answer.error));
        });
      });
    },
  };
}

function toRefusal(data: unknown): { code: string; retryAfterMs?: number } | null {
  if (typeof data !== 'object' || data === null || !('code' in data) || typeof data.code !== 'string') return null;
  const wait =
    'retryAfterMs' in data && typeof data.retryAfterMs === 'number' ? { retryAfterMs: data.retryAfterMs } : {};
  return { code: data.code, ...wait };
}
