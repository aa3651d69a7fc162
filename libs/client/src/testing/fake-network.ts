import {
  type ChatFilter,
  DEFAULT_LIMITS,
  type EditMessageBody,
  type Envelope,
  firstCategories,
  type MentionDto,
  type UploadInput,
} from '@app/contracts';
import type { CommandName, Fact, Transport, TransportEvents } from '../connection/transport';
import { ParleyError } from '../core/error';
import { type FakeServer, Refusal, refuse } from './fake-server';

interface Packet {
  /** The connection it travels on; null for HTTP. */
  connection: number | null;
  deliver(): void;
  lose(): void;
}

/** Socket commands as the client sent them. */
export interface SentCommand {
  command: CommandName;
  input: unknown;
}

/**
 * Everything between one client and the server, as packets that a test delivers one by one, in any order, or loses.
 * With `isAuto` they travel at once.
 */
export class FakeNetwork {
  isAuto = true;
  packets: Packet[] = [];
  readonly commands: SentCommand[] = [];
  readonly requests: string[] = [];
  /** The most sends and changes of one chat that were ever under way at once. */
  mostSendsInFlight = 0;
  /** Codes of the next handshakes, in order; null lets one through. */
  handshakes: (string | null)[] = [];
  /** No WebSocket comes through; open ones stay. */
  isBlocked = false;
  /** No HTTP exchange comes through. */
  isRestDown = false;
  /** This many of the next commands get no ack in time. */
  missedAcks = 0;
  /** Answers for the paths that the server model does not have. */
  readonly routes = new Map<string, (body: Record<string, unknown>, search: URLSearchParams) => unknown>();
  readonly transport: Transport;
  private events: TransportEvents | null = null;
  private connection = 0;
  private isConnected = false;
  private readonly sendsInFlight = new Map<string, number>();

  constructor(private readonly server: FakeServer) {
    const others = server.announce;
    server.announce = (fact) => {
      others(fact);
      this.announce(fact);
    };
    const network = this;
    this.transport = {
      get isConnected() {
        return network.isConnected;
      },
      listen: (events) => {
        this.events = events;
      },
      connect: () => this.connect(),
      disconnect: () => this.drop(false),
      request: (command, input) => this.request(command, input) as never,
    };
  }

  /** A fact to the client, if one is connected. */
  announce(fact: Fact): void {
    if (this.isConnected) this.push(this.connection, () => this.events?.fact(fact));
  }

  /** The connection breaks: what travels on it is lost. */
  cut(isByServer = false): void {
    if (this.isConnected) this.drop(true, isByServer);
  }

  /** Delivers one packet; undefined when there is none. */
  deliver(index = 0): boolean {
    const [packet] = this.packets.splice(index % Math.max(1, this.packets.length), 1);
    packet?.deliver();
    return packet !== undefined;
  }

  /** An HTTP exchange breaks. */
  loseHttp(index: number): void {
    const calls = this.packets.filter(({ connection }) => connection === null);
    const lost = calls[index % Math.max(1, calls.length)];
    this.packets = this.packets.filter((packet) => packet !== lost);
    lost?.lose();
  }

  readonly fetch: typeof fetch = (input, init) => {
    const url = new URL(String(input), 'http://parley.test');
    const path = `${init?.method ?? 'GET'} ${url.pathname.replace('/api/', '')}`;
    this.requests.push(path);
    return new Promise((resolve, reject) => {
      const lose = () => reject(new TypeError('network'));
      this.push(
        null,
        () => {
          if (this.isRestDown) return lose();
          const { body } = init ?? {};
          const fields = body instanceof FormData ? body : typeof body === 'string' ? JSON.parse(body) : {};
          const envelope = this.answer(() => this.route(path, url.searchParams, fields));
          this.push(null, () => resolve(toResponse(envelope)), lose);
        },
        lose,
      );
    });
  };

  private connect(): void {
    if (this.isConnected) return;
    const code = this.handshakes.shift() ?? (this.isBlocked ? 'NETWORK' : null);
    if (code !== null) {
      this.push(null, () => this.events?.refused(code === 'NETWORK' ? null : { code }));
      return;
    }
    this.isConnected = true;
    this.connection += 1;
    const { epoch, viewerId } = this.server;
    const limits = { ...DEFAULT_LIMITS, pageSize: this.server.pageSize };
    const data = { userId: viewerId, epoch, limits, expiresAt: '2026-01-01T01:00:00.000Z' };
    this.announce({ name: 'ready', data });
  }

  private drop(isTold: boolean, isByServer = false): void {
    const lost = this.packets.filter(({ connection }) => connection === this.connection);
    this.packets = this.packets.filter((packet) => !lost.includes(packet));
    const wasConnected = this.isConnected;
    this.isConnected = false;
    if (isTold && wasConnected) this.events?.disconnected(isByServer);
    for (const packet of lost) packet.lose();
  }

  private request(command: CommandName, input: unknown): Promise<unknown> {
    this.commands.push({ command, input });
    const { connection } = this;
    const chatId = this.chatOfSend(command, input as { chatId: string; messageId: string });
    const ended = chatId === null ? () => undefined : this.countSend(chatId);
    const answer = new Promise((resolve, reject) => {
      const lose = () => reject(new ParleyError({ code: 'NETWORK' }));
      if (!this.isConnected) return lose();
      if (this.missedAcks > 0) {
        this.missedAcks -= 1;
        return reject(new ParleyError({ code: 'TIMEOUT' }));
      }
      this.push(
        connection,
        () => {
          const answer = this.answer(() => this.command(command, input as never));
          const settle = () => (answer.success ? resolve(answer.data) : reject(new ParleyError(answer.error)));
          if (this.connection === connection && this.isConnected) this.push(connection, settle, lose);
          else lose();
        },
        lose,
      );
    });
    return answer.finally(ended);
  }

  private chatOfSend(
    command: CommandName,
    { chatId, messageId }: { chatId: string; messageId: string },
  ): string | null {
    if (command === 'sendMessage') return chatId;
    return OUTBOX_COMMANDS.has(command) ? messageId.slice(0, messageId.lastIndexOf('-')) : null;
  }

  private countSend(chatId: string): () => void {
    const add = (change: number) => {
      const count = (this.sendsInFlight.get(chatId) ?? 0) + change;
      this.sendsInFlight.set(chatId, count);
      this.mostSendsInFlight = Math.max(this.mostSendsInFlight, count);
    };
    add(1);
    return () => add(-1);
  }

  private push(connection: number | null, deliver: () => void, lose: () => void = () => undefined): void {
    const packet = { connection, deliver, lose };
    this.packets.push(packet);
    if (!this.isAuto) return;
    queueMicrotask(() => {
      if (!this.packets.includes(packet)) return;
      this.packets = this.packets.filter((other) => other !== packet);
      packet.deliver();
    });
  }

  private answer(work: () => unknown): Envelope<unknown> {
    try {
      return { success: true, data: work() };
    } catch (refusal) {
      if (refusal instanceof Refusal) return { success: false, error: refusal.body };
      throw refusal;
    }
  }

  /** What the viewer asks of a chat that is not theirs is refused like an unknown one. */
  private requireMember(chatId: string | undefined, messageId: string | undefined): void {
    const id = chatId ?? messageId?.slice(0, messageId.lastIndexOf('-'));
    if (id !== undefined && !this.server.isMember(id)) throw refuse('FORBIDDEN');
  }

  private failAsTold(): void {
    const fault = this.server.sendFaults.shift();
    if (fault) throw fault;
  }

  private command(command: CommandName, input: never): unknown {
    const { server } = this;
    const { chatId, messageId, seq, sinceRev, epoch, text, mentions, emoji, isOn } = input as {
      chatId: string;
      messageId: string;
      seq: number;
      sinceRev: number;
      epoch?: string;
      text: string;
      mentions?: MentionDto[];
      emoji: string;
      isOn: boolean;
    };
    this.requireMember(chatId, messageId);
    if (command === 'sendMessage' || OUTBOX_COMMANDS.has(command)) this.failAsTold();
    if (command === 'sendMessage') return server.send(server.viewerId, input);
    if (command === 'editMessage') return server.edit(server.viewerId, messageId, text, mentions);
    if (command === 'deleteMessage') return server.remove(server.viewerId, messageId);
    if (command === 'reactToMessage') return server.react(server.viewerId, messageId, emoji, isOn);
    if (command === 'syncChat') return server.changes(chatId, sinceRev, epoch);
    if (command === 'syncInbox') return server.syncInbox(input);
    if (command === 'markRead') return server.read(server.viewerId, chatId, seq);
    if (command === 'markDelivered') return server.delivered(server.viewerId, chatId, seq);
    return command === 'watchPresence' ? [] : null;
  }

  private route(path: string, search: URLSearchParams, body: Record<string, unknown>): unknown {
    const own = this.routes.get(path);
    if (own) return own(body, search);
    const { server } = this;
    const query = toQuery(search);
    if (path === 'GET chats') return { items: server.list(query.filter), nextCursor: null };
    if (path === 'GET chats/counts') return { unreadChats: server.unreadChats() };
    if (/^GET ticket-categories(\/all)?$/.test(path)) return { version: 0, categories: firstCategories() };
    if (path === 'GET calls/current') return { call: null };
    if (path === 'GET calls/ice-servers') return { iceServers: [], expiresAt: '2026-01-01T12:00:00.000Z' };
    if (path === 'GET notifications/counts') return { unseen: 0, unread: 0 };
    if (path === 'POST chats/sync') return server.syncInbox(body as never);
    if (path === 'POST attachments') return server.upload(...toUpload(body as never));
    const [, method, noun, id = '', rest = ''] = /^(\w+) (\w+)\/([^/]+)\/?(.*)$/.exec(path) ?? [];
    if (noun === 'chats') return this.chatRoute(`${method} ${rest}`, id, query, body);
    if (noun === 'messages') return this.messageRoute(`${method} ${rest}`, id, body);
    if (noun === 'users' && rest === 'block') return [server.update('c1', { isBlocked: method === 'PUT' })];
    if (noun === 'users' && rest === 'response-badge') {
      return { userId: id, answeredPercent: null, meanReplyMs: null, threads: 0 };
    }
    throw new Error(`The fake server has no ${path}`);
  }

  private chatRoute(what: string, chatId: string, query: ReturnType<typeof toQuery>, body: object): unknown {
    const { server } = this;
    this.requireMember(chatId, undefined);
    if (what === 'POST messages' || what === 'PUT preferences') this.failAsTold();
    if (what === 'GET ') return server.chat(chatId);
    if (what === 'GET messages') return server.page(chatId, query);
    if (what === 'POST messages') return server.send(server.viewerId, { chatId, ...body } as never);
    if (what === 'GET changes') return server.changes(chatId, query.sinceRev ?? 0, query.epoch);
    if (what === 'PUT read') return server.read(server.viewerId, chatId, (body as { seq: number }).seq);
    if (what === 'GET offers') return { items: server.offers(chatId), nextCursor: null };
    if (what === 'PUT preferences') return server.prefer(chatId, body);
    if (what === 'PATCH ') return server.update(chatId, body);
    throw new Error(`The fake server has no chats/:id ${what}`);
  }

  private messageRoute(what: string, messageId: string, { text = '', mentions }: Partial<EditMessageBody>): unknown {
    const { server } = this;
    this.requireMember(undefined, messageId);
    this.failAsTold();
    const [, emoji = ''] = /^\w+ reactions\/(.+)$/.exec(what) ?? [];
    if (emoji) return server.react(server.viewerId, messageId, decodeURIComponent(emoji), what.startsWith('PUT'));
    if (what === 'PATCH ') return server.edit(server.viewerId, messageId, text, mentions);
    return server.remove(server.viewerId, messageId);
  }
}

function toUpload(form: FormData): [UploadInput, File] {
  const kind = form.get('kind') === 'voice' ? 'voice' : 'file';
  return [{ uploadId: String(form.get('uploadId')), kind }, form.get('file') as File];
}

type QueryValues = { before?: number; after?: number; around?: number; limit?: number; sinceRev?: number };

function toQuery(search: URLSearchParams): QueryValues & { filter?: ChatFilter; epoch?: string } {
  const isNumber = (value: string) => /^\d+$/.test(value);
  return Object.fromEntries([...search].map(([key, value]) => [key, isNumber(value) ? Number(value) : value]));
}
/** Their message ids begin with the chat's. */
const OUTBOX_COMMANDS: ReadonlySet<string> = new Set(['editMessage', 'deleteMessage', 'reactToMessage']);

/** Enough of a Response; jsdom has none. */
function toResponse(envelope: Envelope<unknown>): Response {
  const headers = { get: () => null };
  return { status: envelope.success ? 200 : 400, headers, json: async () => structuredCopy(envelope) } as never;
}

/** What the wire does to objects: no identity survives. */
function structuredCopy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
