import type { Limits, MessageDto } from '@app/contracts';
import type { Commands } from '../connection/commands';
import type { Fact } from '../connection/transport';
import type { Channel, Environment } from '../core/environment';
import type { ParleyError } from '../core/error';
import type { ServerClock } from '../core/server-clock';
import { createStore, readSide, type Store } from '../core/store';
import type { Leader } from '../leader/create-leader';
import { mentionsIn } from '../message/mentions';
import type { PendingMessage } from '../message/message-list';
import { toOutboxAttachments, type UploadEngine } from '../upload/upload';
import { checkText } from './message-text';
import type { Outbox, OutboxState } from './outbox';
import { createOutboxDisk } from './outbox-disk';
import {
  ageOf,
  isUploaded,
  replaces,
  STILL_TRYING_MS,
  toPendingChange,
  toPendingMessage,
  transmit,
} from './outbox-item';
import { createOutboxSender } from './outbox-sender';
import type {
  OutboxAttachment,
  OutboxChange,
  OutboxItem,
  OutboxItemBase,
  OutboxSend,
  OutboxStorage,
} from './outbox-storage';

export interface OutboxDeps {
  env: Pick<Environment, 'clock' | 'random' | 'uuid' | 'openChannel'>;
  userId: string;
  storage: OutboxStorage;
  commands: Commands;
  limits: Store<Limits>;
  leader: Leader;
  serverClock: ServerClock;
  uploads: UploadEngine;
  /** What an item became, told before it leaves the outbox. */
  onStored(fact: StoredFact): void;
}

type StoredFact = Extract<Fact, { data: MessageDto }>;

/** What the rest of the library sees of the outbox. */
export interface OutboxEngine extends Outbox {
  start(): void;
  /** A new connection is ready. */
  wake(): void;
  stop(): void;
}

/** Between tabs. */
type Note =
  | { kind: 'put'; item: OutboxItem }
  | { kind: 'removed'; clientMsgId: string; stored?: StoredFact }
  | { kind: 'cleared' }
  /** A tab started: what is on disk may be more than what was told, by a tab that crashed for one. */
  | { kind: 'started' };

/** What an earlier visit left must not wait for the next one because the disk did not answer. */
const RESTORE_AGAIN_MS = 15_000;

/** All tabs show and keep the items; the leader sends them. */
export function createOutbox(deps: OutboxDeps): OutboxEngine {
  const { env, userId, storage, commands, limits, leader, serverClock, uploads, onStored } = deps;
  const { clock, random, uuid, openChannel } = env;
  const items = new Map<string, OutboxItem>();
  /** Known to be on disk: once it is not there any more, another tab has sent or dropped it. */
  const kept = new Set<string>();
  /** Sent or dropped: a disk that is read meanwhile may still have it. */
  const gone = new Set<string>();
  const store = createStore<OutboxState>({ items: [], changes: [], isDurable: true });
  const disk = createOutboxDisk(clock, storage, userId, (isDurable) => {
    if (store.getState().isDurable !== isDurable) store.setState({ isDurable });
  });
  let channel: Channel<Note> | null = null;
  let restoring: Promise<void> | null = null;
  let stopLeader = () => {};
  /** Another tab may have led until now: what it left is on disk, and goes first. */
  let isSending = false;
  let cancelAging = () => {};
  let cancelRestore = () => {};

  const sorted = () => [...items.values()].sort((a, b) => a.order - b.order);

  const publish = () => {
    const now = clock.now();
    const skewMs = serverClock.skewMs();
    const state = store.getState();
    const oldItems = new Map(state.items.map((item) => [item.clientMsgId, item]));
    const oldChanges = new Map(state.changes.map((change) => [change.id, change]));
    const all = sorted();
    store.setState({
      items: all
        .filter(isSend)
        .map((item) => sameOr(oldItems.get(item.clientMsgId), toPendingMessage(item, now, skewMs))),
      changes: all
        .filter(isChange)
        .map((item) => sameOr(oldChanges.get(item.clientMsgId), toPendingChange(item, now, skewMs))),
    });
    cancelAging();
    const youngest = all.findLast((item) => item.errorCode === null && ageOf(item, now) < STILL_TRYING_MS);
    if (youngest) cancelAging = clock.after(STILL_TRYING_MS / 4, publish);
  };

  const keep = (item: OutboxItem) => {
    items.set(item.clientMsgId, item);
    publish();
    // Told after it is on disk: a leader that is faster than our write would delete it before it is there.
    void disk.put(item).then((isKept) => {
      if (isKept) kept.add(item.clientMsgId);
      channel?.post({ kind: 'put', item });
    });
    pump();
  };

  const drop = (clientMsgId: string, stored?: StoredFact) => {
    if (!items.has(clientMsgId)) return;
    forget(clientMsgId);
    publish();
    void disk.delete(clientMsgId);
    channel?.post({ kind: 'removed', clientMsgId, stored });
  };

  const firstOfChats = <I extends OutboxItem>(all: readonly I[]): I[] => {
    if (!isSending || !leader.isLeader()) return [];
    const first = new Map<string, I>();
    for (const item of all) if (item.errorCode === null && !first.has(item.chatId)) first.set(item.chatId, item);
    return [...first.values()];
  };

  const onRefused = (item: OutboxItem, error: ParleyError) => {
    if (!items.has(item.clientMsgId)) return;
    // Who was spoken to has left meanwhile: what is said goes out all the same.
    if (error.fields.mentions && item.mentions.length > 0) keep({ ...item, mentions: [] });
    else keep({ ...item, errorCode: error.code });
  };

  const uploader = createOutboxSender<OutboxSend, readonly OutboxAttachment[]>({
    commands,
    clock,
    random,
    limits,
    heads: () =>
      firstOfChats(
        sorted()
          .filter(isSend)
          .filter((item) => !isUploaded(item)),
      ),
    transmit: uploads.upload,
    onSent(item, attachments) {
      if (!items.has(item.clientMsgId)) return;
      // Not kept on disk: the message is sent at once now, and a repeated upload answers the same.
      items.set(item.clientMsgId, { ...item, attachments });
      publish();
      sender.pump();
    },
    onRefused,
  });

  const sender = createOutboxSender<OutboxItem, MessageDto>({
    commands,
    clock,
    random,
    limits,
    // What has no files does not wait for files.
    heads: () => firstOfChats(sorted().filter(isUploaded)),
    transmit: (item) => transmit(commands, item),
    onSent({ kind, clientMsgId }, data) {
      const stored: StoredFact = { name: kind === 'send' ? 'newMessage' : 'messageUpdated', data };
      onStored(stored);
      drop(clientMsgId, stored);
    },
    onRefused,
  });

  const pump = () => {
    sender.pump();
    uploader.pump();
  };

  const take = (item: OutboxItem) => {
    if (gone.has(item.clientMsgId)) return;
    items.set(item.clientMsgId, item);
    kept.add(item.clientMsgId);
  };

  const forget = (clientMsgId: string) => {
    gone.add(clientMsgId);
    items.delete(clientMsgId);
    uploads.abort(clientMsgId);
  };

  const onNote = (note: Note) => {
    if (note.kind === 'started') return void restore(false).then(pump);
    if (note.kind === 'put') take(note.item);
    else if (note.kind === 'removed') forget(note.clientMsgId);
    else for (const id of items.keys()) forget(id);
    // Before it leaves the screen as waiting, it is there as stored.
    if (note.kind === 'removed' && note.stored) onStored(note.stored);
    publish();
    pump();
  };

  const nextOrder = (from: number) => Math.max(from, ...[...items.values()].map(({ order }) => order + 1));

  const restore = async (isFirst: boolean): Promise<void> => {
    cancelRestore();
    const early = isFirst ? sorted() : [];
    const knownBefore = [...kept].filter((id) => items.has(id));
    const onDisk = await disk.load();
    if (onDisk === null) cancelRestore = clock.after(RESTORE_AGAIN_MS, () => void restore(false).then(pump));
    const found = (onDisk ?? []).filter(({ clientMsgId }) => !items.has(clientMsgId));
    const idsOnDisk = onDisk && new Set(onDisk.map(({ clientMsgId }) => clientMsgId));
    for (const id of knownBefore) if (idsOnDisk && !idsOnDisk.has(id)) forget(id);
    for (const item of found) take(item);
    // The clock may have been set back since those on disk were queued: what is new stays behind them.
    const last = Math.max(...found.map(({ order }) => order));
    if (early.some(({ order }) => order <= last)) {
      for (const { clientMsgId } of early) {
        const item = items.get(clientMsgId);
        if (item) keep({ ...item, order: nextOrder(item.order) });
      }
    }
    publish();
  };

  const onLeader = async () => {
    if (!leader.isLeader()) {
      isSending = false;
      return;
    }
    await restoring;
    await restore(false);
    isSending = leader.isLeader();
    pump();
  };

  const base = (chatId: string): OutboxItemBase => {
    const queuedAt = clock.now();
    return { clientMsgId: uuid(), userId, chatId, order: nextOrder(queuedAt), queuedAt, errorCode: null };
  };

  const queue = (item: OutboxSend): PendingMessage => {
    keep(item);
    return toPendingMessage(item, item.queuedAt, serverClock.skewMs());
  };

  return {
    ...readSide(store),
    start() {
      if (channel) return;
      channel = openChannel<Note>(`parley-outbox:${userId}`, onNote);
      channel.post({ kind: 'started' });
      // What was queued before the first one is this tab's own; later, others' items are among them.
      restoring = restore(restoring === null);
      stopLeader = leader.subscribe(() => void onLeader());
      void onLeader();
    },
    stop() {
      stopLeader();
      isSending = false;
      channel?.close();
      channel = null;
      cancelAging();
      cancelRestore();
      sender.stop();
      uploader.stop();
    },
    wake() {
      sender.wake();
      uploader.wake();
    },
    send({ chatId, text, mentions, replyTo = null, attachments: given = [], offer = null, offerAnswer = null }) {
      const isBare = given.length === 0 && !offer && !offerAnswer;
      const clean = isBare || text.trim() !== '' ? checkText(text, limits.getState()) : '';
      const attachments = toOutboxAttachments(given, limits.getState(), uuid);
      const said = { text: clean, mentions: mentionsIn(clean, text, mentions) };
      return queue({ ...base(chatId), ...NO_CONTENT, ...said, replyTo, attachments, offer, offerAnswer });
    },
    forward: ({ chatId, ...copied }) => queue({ ...base(chatId), ...NO_CONTENT, ...copied }),
    change({ kind, chatId, messageId, text = '', mentions: given, emoji = '', isOn = false }) {
      const clean = kind === 'edit' ? checkText(text, limits.getState()) : '';
      const mentions = mentionsIn(clean, text, given);
      const item: OutboxChange = { ...base(chatId), kind, messageId, text: clean, mentions, emoji, isOn };
      for (const old of sorted()) if (old.errorCode !== null && replaces(item, old)) drop(old.clientMsgId);
      keep(item);
      return toPendingChange(item, item.queuedAt, serverClock.skewMs());
    },
    retry(id) {
      const item = items.get(id);
      if (item) keep({ ...(isSend(item) ? withoutUploads(item) : item), errorCode: null, queuedAt: clock.now() });
    },
    discard: (id) => drop(id),
    async clear() {
      for (const id of items.keys()) forget(id);
      publish();
      channel?.post({ kind: 'cleared' });
      await disk.clear();
    },
  };
}

const isSend = (item: OutboxItem): item is OutboxSend => item.kind === 'send';
const isChange = (item: OutboxItem): item is OutboxChange => item.kind !== 'send';

const NO_CONTENT = {
  kind: 'send',
  mentions: [],
  replyTo: null,
  forwardOfId: null,
  attachments: [],
  offer: null,
  offerAnswer: null,
} as const;

/** What was uploaded long ago may be swept: it is uploaded again, under the same ids. */
function withoutUploads(item: OutboxSend): OutboxSend {
  const attachments = item.attachments.map((each) => (each.file ? { ...each, attachmentId: null } : each));
  return { ...item, attachments };
}

/** What did not change stays the same object, so that lists do not render for nothing. */
function sameOr<T extends { status: string; errorCode: unknown }>(old: T | undefined, next: T): T {
  return old?.status === next.status && old.errorCode === next.errorCode ? old : next;
}
