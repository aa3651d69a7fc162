import { randomUUID } from 'node:crypto';
import {
  type AttachmentDto,
  type ChatDto,
  type ClientToServerEvents,
  type Envelope,
  type MeDto,
  type ReadyDto,
  type Role,
  type SentMessageDto,
  type ServerToClientEvents,
  type SessionDto,
  SOCKET_PATH,
} from '@app/contracts';
import { io, type Socket } from 'socket.io-client';
import { AuthService } from '../auth/auth.service';
import { UserService } from '../user/user.service';
import type { TestApp } from './test-app';

export type TestSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

type Facts = ServerToClientEvents;
type Payload<F extends keyof Facts> = Parameters<Facts[F]>[0];

export interface HttpAnswer<T> {
  status: number;
  body: Envelope<T>;
  headers: Headers;
}

/** A signed-in person with real HTTP and real sockets. */
export class TestPerson {
  private readonly sockets: TestSocket[] = [];

  constructor(
    private readonly baseUrl: string,
    readonly session: SessionDto,
  ) {}

  get me(): MeDto {
    return this.session.user;
  }

  get id(): string {
    return this.session.user.id;
  }

  /** Any request, answered whole; an answer that is no JSON is its bytes. */
  async request<T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<HttpAnswer<T>> {
    const response = await fetch(`${this.baseUrl}/api${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.session.accessToken}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const isJson = response.headers.get('content-type')?.startsWith('application/json');
    const answer = isJson ? await response.json() : { success: true, data: await response.arrayBuffer() };
    return { status: response.status, body: answer as Envelope<T>, headers: response.headers };
  }

  /** Sends a form with these files, whatever they are. */
  async uploadForm(
    fields: Record<string, string>,
    files: { bytes: Uint8Array; name: string; field?: string }[],
  ): Promise<HttpAnswer<AttachmentDto>> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    for (const { bytes, name, field = 'file' } of files) form.append(field, new Blob([new Uint8Array(bytes)]), name);
    const headers = { authorization: `Bearer ${this.session.accessToken}` };
    const response = await fetch(`${this.baseUrl}/api/attachments`, { method: 'POST', headers, body: form });
    return {
      status: response.status,
      body: (await response.json()) as Envelope<AttachmentDto>,
      headers: response.headers,
    };
  }

  /** An upload that must succeed. */
  async upload(bytes: Uint8Array, name: string, fields: Record<string, string> = {}): Promise<AttachmentDto> {
    const { body } = await this.uploadForm({ uploadId: randomUUID(), ...fields }, [{ bytes, name }]);
    if (!body.success) throw new Error(`Upload of ${name}: ${JSON.stringify(body.error)}`);
    return body.data;
  }

  /** The bytes at a path, whatever the answer. */
  download(path: string, headers: Record<string, string> = {}): Promise<Response> {
    const authorization = `Bearer ${this.session.accessToken}`;
    return fetch(`${this.baseUrl}${path}`, { headers: { authorization, ...headers } });
  }

  /** A request that must succeed. */
  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.request<T>(method, path, body);
    if (!answer.body.success) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body.error)}`);
    return answer.body.data;
  }

  chatWith(other: TestPerson, context?: object): Promise<ChatDto> {
    return this.call<ChatDto>('POST', '/chats', { memberIds: [other.id], ...(context && { context }) });
  }

  send(chatId: string, text: string, extra: object = {}): Promise<SentMessageDto> {
    return this.call<SentMessageDto>('POST', `/chats/${chatId}/messages`, {
      clientMsgId: randomUUID(),
      text,
      ...extra,
    });
  }

  /** A socket that has its `ready`. */
  async connect(token = this.session.accessToken): Promise<TestSocket> {
    const socket: TestSocket = io(this.baseUrl, {
      path: SOCKET_PATH,
      transports: ['websocket'],
      auth: { token },
      reconnection: false,
      forceNew: true,
    });
    this.sockets.push(socket);
    await new Promise<ReadyDto>((resolve, reject) => {
      socket.once('ready', resolve);
      socket.once('connect_error', reject);
    });
    return socket;
  }

  /** Emits any event with any arguments and gives back the raw ack. */
  emit(socket: TestSocket, event: string, ...args: unknown[]): Promise<Envelope<unknown>> {
    const raw = socket.timeout(5_000) as unknown as {
      emitWithAck(event: string, ...args: unknown[]): Promise<unknown>;
    };
    return raw.emitWithAck(event, ...args) as Promise<Envelope<unknown>>;
  }

  disconnect(): void {
    for (const socket of this.sockets) socket.disconnect();
  }
}

/** The next fact of a kind that matches. Ask before causing it. */
export function nextFact<F extends keyof Facts>(
  socket: TestSocket,
  fact: F,
  matches: (payload: Payload<F>) => boolean = () => true,
): Promise<Payload<F>> {
  return new Promise((resolve) => {
    const listener = (payload: Payload<F>) => {
      if (!matches(payload)) return;
      socket.off(fact, listener as never);
      resolve(payload);
    };
    socket.on(fact, listener as never);
  });
}

/** Everything a socket was told, in order. */
export function recordFacts(socket: TestSocket): { fact: string; payload: unknown }[] {
  const facts: { fact: string; payload: unknown }[] = [];
  socket.onAny((fact: string, payload: unknown) => facts.push({ fact, payload }));
  return facts;
}

export interface PersonOptions {
  name?: string;
  role?: Role;
  locale?: 'en' | 'fr' | 'ar';
}

/** A new person with a session. Without a password, whose hash would cost more than the rest of a test. */
export async function buildPerson(
  { url, app }: TestApp,
  { name = 'Amel Haddad', role = 'user', locale = 'en' }: PersonOptions = {},
): Promise<TestPerson> {
  const user = await app.get(UserService).create({ name, role, locale, email: `${randomUUID()}@example.com` });
  return new TestPerson(url, await app.get(AuthService).signIn(user));
}
