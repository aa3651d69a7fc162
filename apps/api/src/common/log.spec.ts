import { pino } from 'pino';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, type TestPerson } from '../testing/test-person';
import { log } from './log';

type Line = Record<string, unknown>;

describe('the log', () => {
  const lines: Line[] = [];
  let server: TestApp;
  let yacine: TestPerson;

  beforeAll(async () => {
    Reflect.set(log, pino.symbols.streamSym, { write: (line: string) => lines.push(JSON.parse(line)) });
    server = await startTestApp({ env: { LOG_LEVEL: 'debug' } });
    yacine = await buildPerson(server, { name: 'Yacine Benali' });
  });

  afterAll(async () => {
    yacine.disconnect();
    await server.stop();
  });

  it('names a request as its answer does', async () => {
    const response = await fetch(`${server.url}/api/chats?query=secret`, {
      headers: { authorization: `Bearer ${yacine.session.accessToken}` },
    });
    await response.text();
    const requestId = response.headers.get('x-request-id');
    expect(lines.find((line) => line.requestId === requestId)).toMatchObject({
      ...{ method: 'GET', path: '/api/chats', status: response.status },
    });
    expect(JSON.stringify(lines)).not.toContain('secret');
  });

  it('names the socket and the person of a command, and never what was written', async () => {
    const socket = await yacine.connect();
    await yacine.emit(socket, 'sendMessage', { chatId: 'no chat', clientMsgId: crypto.randomUUID(), text: 'private' });
    const line = lines.find(({ command }) => command === 'sendMessage');
    expect(line).toMatchObject({ socketId: socket.id, userId: yacine.id, code: 'VALIDATION', ms: expect.any(Number) });
    expect(JSON.stringify(lines)).not.toContain('private');
  });
});
