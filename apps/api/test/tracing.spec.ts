import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { createRest } from '@app/client';
import { startEmbeddedMongo } from '@app/embedded-mongo';
import { freePort } from '../../../scripts/testing/node-process';
import { TestPerson } from '../src/testing/test-person';
import { startApi } from './api-process';

interface Span {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  attributes: { key: string; value: { stringValue?: string } }[];
  status: { code?: number; message?: string };
}

interface Export {
  resourceSpans: { scopeSpans: { spans: Span[] }[] }[];
}

/** As much of a collector as takes OTLP in JSON. */
async function startCollector(): Promise<{ url: string; spans: Span[]; server: Server }> {
  const spans: Span[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    const { resourceSpans } = (await json(request)) as Export;
    if (request.url === '/v1/traces') {
      spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((each) => each.spans)));
    }
    response.setHeader('Content-Type', 'application/json').end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, spans, server };
}

async function enter(url: string, name: string): Promise<TestPerson> {
  const account = { name, email: `${randomUUID()}@example.com`, password: randomUUID() };
  return new TestPerson(url, await createRest({ url }).auth.register(account));
}

/** Tracing changes a whole process: this one is the built API, as an operator starts it. */
describe('traces', () => {
  let collector: Awaited<ReturnType<typeof startCollector>>;
  const parent = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };

  beforeAll(async () => {
    collector = await startCollector();
    const dir = await mkdtemp(join(tmpdir(), 'parley-tracing-'));
    const database = await startEmbeddedMongo({ dir });
    const api = await startApi(await freePort(), database.uri, { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
    const yacine = await enter(api.url, 'Yacine Benali');
    const amel = await enter(api.url, 'Amel Haddad');
    const chat = await yacine.chatWith(amel);
    const socket = await yacine.connect();
    const message = { chatId: chat.id, clientMsgId: randomUUID(), text: 'a private word' };
    await yacine.emit(socket, 'sendMessage', message);
    await yacine.emit(socket, 'sendMessage', { chatId: chat.id });
    const authorization = `Bearer ${yacine.session.accessToken}`;
    const traceparent = `00-${parent.traceId}-${parent.spanId}-01`;
    const response = await fetch(`${api.url}/api/chats/${chat.id}`, { headers: { authorization, traceparent } });
    await response.text();
    yacine.disconnect();
    // What waits to be sent is sent before the process ends.
    await api.stop();
    await database.stop();
    await rm(dir, { recursive: true, force: true });
  }, 120_000);

  afterAll(() => new Promise((resolve) => collector.server.close(resolve)));

  const named = (name: string) => collector.spans.filter((span) => span.name === name);

  it('shows a command with what it asked of the database', () => {
    const [sent] = named('sendMessage');
    const below = collector.spans.filter(({ parentSpanId }) => parentSpanId === sent?.spanId);
    expect(sent?.status.code ?? 0).toBe(0);
    expect(below.map(({ name }) => name)).toContain('insert');
  });

  it('shows a command that was refused with its code', () => {
    expect(named('sendMessage')[1]?.status).toEqual({ code: 2, message: 'VALIDATION' });
  });

  it('shows a request by its route, in the trace of whoever asked', () => {
    const [request] = named('GET /api/chats/:chatId');
    expect(request).toMatchObject({ traceId: parent.traceId, parentSpanId: parent.spanId });
  });

  it('holds nothing that people wrote', () => {
    expect(JSON.stringify(collector.spans)).not.toContain('a private word');
    expect(JSON.stringify(collector.spans)).not.toContain('Yacine');
  });
});
