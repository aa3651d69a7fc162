import { mkdirSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { dirname } from 'node:path';
import type { Server } from './commands/context';
import { FailPoint } from './commands/fail-point';
import { dispatch } from './dispatch';
import { Cursors } from './query/cursors';
import { Catalog } from './store/catalog';
import { DirectoryLock } from './store/lock';
import { Storage } from './store/storage';
import { WriteQueue } from './store/write-queue';
import { Sweeper } from './sweeper';
import { FrameReader, formatReply, ProtocolError, parseRequest } from './wire';

export interface ServerOptions {
  /** Where the data lives; created with mode 0700 when missing. */
  dir: string;
  /** TCP port on 127.0.0.1; 0 takes a free one. */
  port?: number;
  /** Path of a unix socket to listen on instead of TCP; its folder is created with mode 0700. */
  socket?: string;
  isTesting?: boolean;
  /** How often expired documents are deleted. */
  ttlSweepMs?: number;
}

/** A connection that has sent so many requests ahead is not read until some are answered. */
const maxWaiting = 100;

/** Resolves when the client has taken what was written, or is gone. */
const drained = (socket: Socket) =>
  new Promise<void>((resolve) => {
    const done = () => {
      socket.off('drain', done).off('close', done);
      resolve();
    };
    socket.once('drain', done).once('close', done);
  });

/** A running server: the store, its background work and its connections. */
export class MongoServer {
  private readonly connections = new Set<Socket>();
  private readonly listener = createServer((socket) => this.accept(socket));
  private lastConnectionId = 0;
  private readonly active = new Set<Promise<void>>();
  private isStopping = false;

  private constructor(
    private readonly lock: DirectoryLock,
    private readonly storage: Storage,
    private readonly server: Server,
    private readonly sweeper: Sweeper,
  ) {}

  /** Opens the directory and listens. Throws when another server has it or when its files are not ours. */
  static async start(options: ServerOptions): Promise<{ server: MongoServer; uri: string }> {
    mkdirSync(options.dir, { recursive: true, mode: 0o700 });
    const lock = DirectoryLock.acquire(options.dir);
    try {
      const storage = new Storage(options.dir);
      const catalog = new Catalog(storage);
      const writes = new WriteQueue(storage, {
        beforeCommit: () => catalog.saveChanges(),
        afterCommit: () => catalog.showIndexes(),
        afterAbort: () => catalog.reload(),
      });
      const cursors = new Cursors();
      const sweeper = new Sweeper(catalog, writes, cursors, options.ttlSweepMs);
      const state: Server = {
        catalog,
        writes,
        cursors,
        collectGarbage: () => sweeper.collectGarbage(),
        startedAt: new Date(),
        failPoint: options.isTesting ? new FailPoint() : undefined,
      };
      const server = new MongoServer(lock, storage, state, sweeper);
      return { server, uri: await server.listen(options) };
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  private async listen({ port = 0, socket }: ServerOptions): Promise<string> {
    if (socket) {
      mkdirSync(dirname(socket), { recursive: true, mode: 0o700 });
      rmSync(socket, { force: true });
    }
    await new Promise<void>((resolve, reject) => {
      this.listener.once('error', reject);
      const listening = () => resolve();
      if (socket) this.listener.listen(socket, listening);
      else this.listener.listen({ port, host: '127.0.0.1', backlog: 4096 }, listening);
    });
    this.sweeper.start();
    const address = this.listener.address() as AddressInfo;
    return `mongodb://${socket ? encodeURIComponent(socket) : `127.0.0.1:${address.port}`}/?directConnection=true`;
  }

  private accept(socket: Socket): void {
    this.lastConnectionId += 1;
    const connectionId = this.lastConnectionId;
    this.connections.add(socket);
    socket.setNoDelay(true);
    const reader = new FrameReader();
    let previous: Promise<void> = Promise.resolve();
    let waiting = 0;
    const answered = () => {
      waiting -= 1;
      if (waiting < maxWaiting && socket.isPaused() && !this.isStopping) socket.resume();
    };
    socket.on('data', (chunk) => {
      try {
        for (const frame of reader.push(chunk)) {
          waiting += 1;
          previous = previous.then(() => this.answer(socket, frame, connectionId)).then(answered);
        }
        if (waiting >= maxWaiting) socket.pause();
      } catch (error) {
        this.refuse(socket, error);
      }
    });
    // A reset connection is the client's affair; 'close' follows.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.connections.delete(socket));
  }

  private async answer(socket: Socket, frame: Buffer, connectionId: number): Promise<void> {
    if (socket.destroyed || this.isStopping) return;
    const work = this.reply(socket, frame, connectionId);
    this.active.add(work);
    await work;
    this.active.delete(work);
    // Who does not read its answers gets no further ones to hold in memory.
    if (socket.writableNeedDrain) await drained(socket);
  }

  private async reply(socket: Socket, frame: Buffer, connectionId: number): Promise<void> {
    try {
      const request = parseRequest(frame);
      const reply = await dispatch(this.server, request, connectionId);
      if (request.expectsReply && !socket.destroyed) socket.write(formatReply(request, reply));
    } catch (error) {
      this.refuse(socket, error);
    }
  }

  /** Bytes that are no protocol of ours cost their sender the connection. */
  private refuse(socket: Socket, error: unknown): void {
    socket.destroy();
    if (!(error instanceof ProtocolError))
      process.stderr.write(`embedded-mongo: ${error instanceof Error ? error.stack : String(error)}\n`);
  }

  /** Stops taking requests, finishes those at work, closes the store. */
  async stop(): Promise<void> {
    this.isStopping = true;
    this.listener.close();
    this.sweeper.stop();
    for (const socket of this.connections) socket.pause();
    await Promise.all(this.active);
    await this.sweeper.settled();
    for (const socket of this.connections) socket.end().destroySoon();
    await this.storage.close();
    this.lock.release();
  }
}
