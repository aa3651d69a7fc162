import type { Socket as NetSocket } from 'node:net';
import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { SessionService } from '../auth/session.service';
import { databaseOptions } from '../config/database';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, recordFacts, type TestPerson, type TestSocket } from '../testing/test-person';
import { Broadcaster } from './broadcaster';
import type { ParleySocket } from './socket-data';

/** How Node hands several pieces to the system at once. */
interface Vectored {
  _writev(pieces: { chunk: string | Buffer }[], done: () => void): void;
}

/** What a connection costs, in things that can be counted. */
describe('the cost of a socket', () => {
  let server: TestApp;
  let amel: TestPerson;

  beforeAll(async () => {
    Object.assign(databaseOptions, { monitorCommands: true });
    server = await startTestApp();
    amel = await buildPerson(server, { name: 'Amel Haddad' });
  });

  afterAll(() => server?.stop());

  afterEach(() => amel.disconnect());

  const held = ({ id }: TestSocket) =>
    server.app
      .get(Broadcaster)
      .ownSockets()
      .find((socket) => socket.id === id) as ParleySocket;

  it('is one write for all that a turn says to it, in the order in which it was said', async () => {
    const socket = await amel.connect();
    const facts = recordFacts(socket);
    const written = watchWrites(rawOf(held(socket)) as unknown as Vectored);
    const broadcaster = server.app.get(Broadcaster);
    for (const chatId of ['a', 'b', 'c']) broadcaster.toUsers([amel.id], 'chatRemoved', { chatId });
    expect(written).toEqual([]);
    await amel.emit(socket, 'setActivity', { isIdle: false });
    const inOrder = ['a', 'b', 'c'].map((chatId) => ({ fact: 'chatRemoved', payload: { chatId } }));
    expect(facts).toEqual(inOrder);
    expect(written[0]?.match(/"chatId":"."/g)).toEqual(['"chatId":"a"', '"chatId":"b"', '"chatId":"c"']);
  });

  it('is the same listeners for every socket, whatever it has done, and nothing of its handshake', async () => {
    const first = await amel.connect();
    const before = listenersOf(held(first));
    const baseline = serverListeners();
    for (let n = 0; n < 20; n++) await amel.emit(first, 'setActivity', { isIdle: n % 2 === 0 });
    for (let n = 0; n < 5; n++) {
      const other = await amel.connect();
      expect(listenersOf(held(other))).toEqual(before);
      await leave(other);
    }
    expect(listenersOf(held(first))).toEqual(before);
    expect(serverListeners()).toEqual(baseline);
    expect((held(first).conn as { request?: unknown }).request).toBeUndefined();
  });

  it('is one question to the database for everybody who comes in one turn', async () => {
    const people = await Promise.all(Array.from({ length: 8 }, (_, n) => buildPerson(server, { name: `Person ${n}` })));
    const sessions = server.app.get(SessionService);
    const commands: string[] = [];
    const client = server.app.get<Connection>(getConnectionToken()).getClient();
    const note = ({ commandName, command }: { commandName: string; command: Record<string, unknown> }) => {
      if (command[commandName] === 'sessions') commands.push(commandName);
    };
    client.on('commandStarted', note);
    const ids = people.map(({ session }) => sessionIdOf(session.accessToken));
    await sessions.revoke(ids[7] as string);
    commands.length = 0;
    const answers = await Promise.allSettled(ids.map((id) => sessions.requireLive(id)));
    client.off('commandStarted', note);
    expect(commands).toEqual(['find']);
    expect(answers.map(({ status }) => status)).toEqual([...Array(7).fill('fulfilled'), 'rejected']);
  });

  function serverListeners(): Record<string, number> {
    const http = server.app.getHttpServer() as NodeJS.EventEmitter;
    return Object.fromEntries(http.eventNames().map((name) => [String(name), http.listenerCount(name)]));
  }

  async function leave(socket: TestSocket): Promise<void> {
    const gone = new Promise((resolve) => held(socket).once('disconnect', resolve));
    socket.disconnect();
    await gone;
  }
});

function rawOf({ conn }: ParleySocket): NetSocket {
  return (conn as unknown as { transport: { socket: { _socket: NetSocket } } }).transport.socket._socket;
}

/** What goes to the system from now on, call by call. */
function watchWrites(raw: Vectored): string[] {
  const written: string[] = [];
  const write = raw._writev.bind(raw);
  raw._writev = (pieces, done) => {
    written.push(pieces.map(({ chunk }) => String(chunk)).join(''));
    write(pieces, done);
  };
  return written;
}

/** Of the socket and everything below it. */
function listenersOf(socket: ParleySocket): number[] {
  const { conn } = socket as unknown as { conn: NodeJS.EventEmitter & { transport: NodeJS.EventEmitter } };
  const emitters = [socket as unknown as NodeJS.EventEmitter, conn, conn.transport, rawOf(socket)];
  const counts = emitters.map((emitter) =>
    emitter.eventNames().reduce((sum, name) => sum + emitter.listenerCount(name), 0),
  );
  return [socket.listenersAny().length, ...counts];
}

function sessionIdOf(token: string): string {
  const [, claims = ''] = token.split('.');
  return (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { sid: string }).sid;
}
