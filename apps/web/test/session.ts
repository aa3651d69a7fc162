import { randomUUID } from 'node:crypto';
import type {
  AttachmentDto,
  ChatDto,
  DemoAccountDto,
  MeDto,
  Page,
  SendMessageBody,
  SentMessageDto,
  SessionDto,
} from '@app/contracts';
import type { APIRequestContext } from 'playwright-core';

const SENT_AT_ONCE = 10;

/** A demo person who acts without a screen, to prepare in a moment what a test then looks at. */
export class Session {
  constructor(
    private readonly http: APIRequestContext,
    private readonly url: string,
  ) {}

  /** By one of the demo accounts. A browser context shares its cookies with its `request`, and so is signed in too. */
  async signIn(name: string): Promise<MeDto> {
    const accounts = await this.get<DemoAccountDto[]>('auth/demo-accounts');
    const account = accounts.find((each) => each.name.includes(name));
    if (!account) throw new Error(`No demo account is named ${name}`);
    return (await this.post<SessionDto>('auth/demo-login', { accountId: account.id })).user;
  }

  async get<T>(path: string): Promise<T> {
    return read(await this.http.get(`${this.url}/api/${path}`));
  }

  async post<T>(path: string, data: object): Promise<T> {
    return read(await this.http.post(`${this.url}/api/${path}`, { data, headers: { origin: this.url } }));
  }

  async put<T>(path: string, data: object): Promise<T> {
    return read(await this.http.put(`${this.url}/api/${path}`, { data, headers: { origin: this.url } }));
  }

  async upload(file: { name: string; mimeType: string; buffer: Buffer }): Promise<AttachmentDto> {
    const multipart = { uploadId: randomUUID(), file };
    return read(await this.http.post(`${this.url}/api/attachments`, { multipart, headers: { origin: this.url } }));
  }

  send(chatId: string, message: Partial<SendMessageBody>): Promise<SentMessageDto> {
    return this.post(`chats/${chatId}/messages`, { clientMsgId: randomUUID(), text: '', ...message });
  }

  /** Many messages, some at once, so their order is only roughly that of their numbers. */
  async sendMany(chatId: string, count: number, build: (n: number) => Partial<SendMessageBody>): Promise<void> {
    for (let n = 0; n < count; n += SENT_AT_ONCE) {
      const some = Array.from({ length: Math.min(SENT_AT_ONCE, count - n) }, (_, k) => build(n + k));
      await Promise.all(some.map((message) => this.send(chatId, message)));
    }
  }
}

/** The id of the chat with somebody about something. */
export async function chatWith(actor: Session, name: string, about: string): Promise<string> {
  const { items } = await actor.get<Page<ChatDto>>('chats');
  const chat = items.find(
    ({ members, context }) => context?.title.includes(about) && members.some(({ user }) => user.name.includes(name)),
  );
  if (!chat) throw new Error(`No chat with ${name} about ${about}`);
  return chat.id;
}

async function read<T>(response: Awaited<ReturnType<APIRequestContext['get']>>): Promise<T> {
  if (!response.ok()) throw new Error(`${response.status()} ${response.url()}: ${await response.text()}`);
  return ((await response.json()) as { data: T }).data;
}
