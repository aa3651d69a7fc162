import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { MessageMappingProperties } from '@nestjs/websockets';
import { createShardedAdapter } from '@socket.io/redis-adapter';
import type { Server, ServerOptions, Socket } from 'socket.io';
import { Cluster } from '../cluster/cluster';
import { AppError, forbidden } from '../common/app-error';
import { failpoint } from '../common/failpoint';
import { toFailure } from '../common/failure';
import { log } from '../common/log';
import { RateLimits } from '../common/rate-limit';
import { toAppError } from '../common/to-app-error';
import { markRefused, traced } from '../common/tracing';
import type { Config } from '../config/config';
import { metrics } from '../ops/metrics';
import { isForGuests } from './guest-commands';
import { paceUpgrades } from './pace-upgrades';
import type { ParleySocket } from './socket-data';
import { writeTogether } from './write-together';

const PING_INTERVAL_MS = 10_000;
const PING_TIMEOUT_MS = 5_000;

type Handler = (payload: unknown) => Promise<unknown>;
type Ack = (answer: unknown) => void;

/**
 * Nest's adapter builds an RxJS chain per message and a subscription per handler per socket. This one listens once per
 * socket and calls the handler; and it is the one error path: every command is acked, in the envelope, whatever happens.
 */
export class LeanIoAdapter extends IoAdapter {
  private readonly limits: RateLimits;
  private readonly cluster: Cluster;

  constructor(
    app: INestApplicationContext,
    private readonly config: Config,
  ) {
    super(app);
    this.limits = app.get(RateLimits);
    this.cluster = app.get(Cluster);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const server: Server = super.createIOServer(port, {
      ...options,
      ...this.sharedRooms(),
      transports: ['websocket'],
      serveClient: false,
      perMessageDeflate: false,
      maxHttpBufferSize: this.config.limits.frameMaxBytes,
      pingInterval: PING_INTERVAL_MS,
      pingTimeout: PING_TIMEOUT_MS,
      allowRequest: (request: IncomingMessage, decide: (error: string | null, isAllowed: boolean) => void) =>
        decide(null, this.isKnownOrigin(request.headers.origin)),
    } as ServerOptions);
    writeTogether(server);
    paceUpgrades(this.httpServer as HttpServer);
    return server;
  }

  override bindMessageHandlers(client: Socket, handlers: MessageMappingProperties[]): void {
    const socket: ParleySocket = client as unknown as ParleySocket;
    const byName = new Map<string, Handler>(handlers.map(({ message, callback }) => [message, callback as Handler]));
    // The handshake request is a few kilobytes per socket and is not needed once authentication has read it.
    (socket.conn as { request?: IncomingMessage }).request = undefined;
    socket.onAny((name: string, ...args: unknown[]) => {
      const handler = byName.get(name);
      const attributes = { 'parley.socket_id': socket.id, 'enduser.id': socket.data.actor.id };
      void traced(handler ? name : 'unknown', attributes, () => this.answer(socket, name, handler, args));
    });
  }

  /** Rooms that span all processes, loaded only when there are several: they cost more than twice the work on one. */
  private sharedRooms(): Partial<ServerOptions> {
    const { publisher, subscriber } = this.cluster;
    if (!publisher || !subscriber) return {};
    return { adapter: createShardedAdapter(publisher, subscriber) };
  }

  /** Runs one command and acks it. Never rejects. */
  private async answer(
    socket: ParleySocket,
    name: string,
    handler: Handler | undefined,
    args: unknown[],
  ): Promise<void> {
    const ack = typeof args.at(-1) === 'function' ? (args.pop() as Ack) : null;
    const startedAt = process.hrtime.bigint();
    let code = 'OK';
    const line = { command: name, socketId: socket.id, userId: socket.data.actor.id };
    socket.data.running++;
    try {
      if (!handler) throw new AppError('UNKNOWN_EVENT', 'There is no such command.');
      if (args.length > 1) throw new AppError('VALIDATION', 'A command takes one object.');
      if (socket.data.expiresAt <= Date.now()) throw new AppError('TOKEN_EXPIRED', 'The token has expired.');
      if (socket.data.actor.isGuest && !isForGuests(name)) throw forbidden();
      await this.limits.consume('command', socket.data.actor.id);
      const data = await handler(args[0]);
      ack?.({ success: true, data: data ?? null });
      if (name === 'sendMessage') failpoint('afterAck');
    } catch (thrown) {
      const error = toAppError(thrown);
      const failure = toFailure(error);
      code = error.code;
      markRefused(code);
      // BUSY is a plan, not a fault: the client asks again, and the metrics count it.
      if (error.status >= 500 && code !== 'BUSY')
        log.error({ err: thrown, ...line, ...failure.error }, 'command failed');
      if (ack) ack(failure);
      else socket.emit('error', failure);
    } finally {
      socket.data.running--;
    }
    const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9;
    metrics.commands.observe({ command: handler ? name : 'unknown', code }, seconds);
    log.debug({ ...line, code, ms: seconds * 1_000 }, 'command');
  }

  /** Browsers name the page's origin and cannot lie about it; other programs send none. CORS does not cover WebSocket. */
  private isKnownOrigin(origin: string | undefined): boolean {
    return origin === undefined || this.config.allowedOrigins.includes(origin);
  }
}
