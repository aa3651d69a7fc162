import { type AttachmentInput, createParley, type Parley } from '@app/client';
import type { MessageDto, SendMessageInput, SentMessageDto, SessionDto } from '@app/contracts';
import { createSocketIoTransport } from '../../libs/client/src/connection/socket-io-transport';
import type { Fact } from '../../libs/client/src/connection/transport';
import { systemClock } from '../../libs/client/src/core/clock';
import { hostSignals } from '../../libs/client/src/core/host';
import { createMemoryStorage } from '../../libs/client/src/outbox/memory-storage';
import type { OutboxStorage } from '../../libs/client/src/outbox/outbox-storage';
import { buildFakeBrowser } from '../../libs/client/src/testing/fake-browser';
import type { ChaosLog, ShownMessage } from './log';
import { watchScreen } from './screen';
import { type ClientBug, watchTransport } from './watched-transport';

/** What the tabs of one browser share; it outlives them, as a reload does. */
export interface Browser extends ReturnType<typeof buildFakeBrowser> {
  storage: OutboxStorage;
}

export const openBrowser = (): Browser => ({ ...buildFakeBrowser(), storage: createMemoryStorage() });

export interface TabOptions {
  name: string;
  session: SessionDto;
  url: string;
  log: ChaosLog;
  browser?: Browser;
  /** How wrong this device's clock is. */
  skewMs?: number;
  /** In the background: it hears, but does not look by itself. */
  isHidden?: boolean;
  bug?: ClientBug | null;
}

const DEAF_MS = 5_000;

/** A virtual client: the real library in a tab of its own, which writes down what it does, hears and shows. */
export interface Tab {
  readonly name: string;
  readonly userId: string;
  readonly parley: Parley;
  /** Chats that are open here. */
  readonly chatIds: string[];
  open(chatId: string): void;
  say(chatId: string, text?: string, attachments?: readonly AttachmentInput[]): void;
  /** Nothing of this tab is on its way. */
  isAtRest(): boolean;
  /** As closing it would: nothing is finished. */
  close(): Promise<void>;
}

export function openTab({
  name,
  session,
  url,
  log,
  browser = openBrowser(),
  skewMs = 0,
  isHidden = false,
  bug = null,
}: TabOptions): Tab {
  const { storage, ...shared } = browser;
  const userId = session.user.id;
  const auth = { kind: 'token' as const, getToken: async () => session.accessToken };
  const chatIds: string[] = [];
  const stops: (() => void)[] = [];
  let said = 0;
  let deafUntil = 0;

  const onSent = ({ chatId, clientMsgId, text }: SendMessageInput, { message }: SentMessageDto) =>
    log.write({ kind: 'acked', tab: name, userId, chatId, clientMsgId, messageId: message.id, text });

  /** With `fetchBeforeJoin` nothing is heard from a connection on until a while after everything was fetched. */
  const isLost = ({ name: fact }: Fact) => {
    if (bug === 'fetchBeforeJoin' && fact === 'ready') deafUntil = Number.POSITIVE_INFINITY;
    return fact !== 'ready' && Date.now() < deafUntil;
  };

  const onFact = (fact: Fact) => {
    if (fact.name === 'newMessage' || fact.name === 'messageUpdated') {
      const { chatId, seq, rev } = fact.data;
      log.write({ kind: 'fact', tab: name, userId, name: fact.name, chatId, seq, rev });
    }
  };

  const parley = createParley({
    url,
    auth,
    me: session.user,
    storage,
    environment: {
      ...shared,
      signals: { ...hostSignals, isVisible: () => !isHidden },
      clock: { ...systemClock, now: () => Date.now() + skewMs },
      fetch: watchFetch(onSent),
      transport: watchTransport(createSocketIoTransport({ url, auth }), { isLost, fact: onFact, sent: onSent }, bug),
    },
  });
  parley.connection.subscribe(({ isSynced }, before) => {
    if (isSynced && !before.isSynced && deafUntil > 0) deafUntil = Date.now() + DEAF_MS;
  });
  parley.start();

  return {
    name,
    userId,
    parley,
    chatIds,
    open(chatId) {
      chatIds.push(chatId);
      parley.messages(chatId).open();
      stops.push(watchScreen(name, parley.messages(chatId), log));
    },
    say(chatId, text = `${name} ${++said}`, attachments = []) {
      const { clientMsgId } = parley.messages(chatId).send(text, { attachments });
      log.write({ kind: 'said', tab: name, userId, chatId, clientMsgId, text });
    },
    isAtRest: () => [...parley.outbox.getState().items, ...parley.outbox.getState().changes].every(isSettled),
    async close() {
      for (const stop of stops) stop();
      await parley.stop();
    },
  };
}

const isSettled = ({ status }: { status: string }) => status === 'failed';

/** Where no WebSocket comes through, messages go and are acked by REST. */
function watchFetch(onSent: (input: SendMessageInput, answer: SentMessageDto) => void): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    const [, chatId] = /\/chats\/([^/]+)\/messages$/.exec(String(input)) ?? [];
    if (init?.method !== 'POST' || !chatId || !response.ok) return response;
    const envelope = (await response.clone().json()) as { data: SentMessageDto };
    onSent({ ...(JSON.parse(String(init.body)) as Omit<SendMessageInput, 'chatId'>), chatId }, envelope.data);
    return response;
  };
}

export function toShown({ id, seq, rev, senderId, clientMsgId, text, deletedAt }: MessageDto): ShownMessage {
  return { id, seq, rev, senderId, clientMsgId, text, isDeleted: deletedAt !== null };
}
