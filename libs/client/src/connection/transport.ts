import type { ClientToServerEvents, Envelope, HandshakeErrorData, ServerToClientEvents } from '@app/contracts';

/** A command of the wire. */
export type CommandName = keyof ClientToServerEvents;
export type CommandInput<C extends CommandName> = Parameters<ClientToServerEvents[C]>[0];
export type CommandOutput<C extends CommandName> =
  Parameters<Parameters<ClientToServerEvents[C]>[1]>[0] extends Envelope<infer Output> ? Output : never;

export type FactName = Exclude<keyof ServerToClientEvents, 'error'>;
export type FactData<F extends FactName> = Parameters<ServerToClientEvents[F]>[0];
/** One fact as a value, so that facts can be buffered and passed on. */
export type Fact = { [F in FactName]: { name: F; data: FactData<F> } }[FactName];

/** What a transport tells its connection. */
export interface TransportEvents {
  fact(fact: Fact): void;
  /** The connection is gone; `isByServer` when the server ended it on purpose. */
  disconnected(isByServer: boolean): void;
  /** An attempt to connect failed; `refusal` when a server answered. */
  refused(refusal: HandshakeErrorData | null): void;
}

/** One socket, without policy: no retries, no buffering, no reconnection of its own. */
export interface Transport {
  readonly isConnected: boolean;
  listen(events: TransportEvents): void;
  connect(): void;
  disconnect(): void;
  /** Throws ParleyError: the server's code, NETWORK when not connected or lost before the ack, TIMEOUT after `timeoutMs`. */
  request<C extends CommandName>(command: C, input: CommandInput<C>, timeoutMs: number): Promise<CommandOutput<C>>;
}
