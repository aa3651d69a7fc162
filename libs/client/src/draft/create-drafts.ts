import { withDeadline } from '../core/deadline';
import type { Channel, Environment } from '../core/environment';
import { createStore, readSide } from '../core/store';
import { followMentions } from '../message/mentions';
import type { Draft, DraftState, DraftStorage, DraftStore } from './draft';

export interface Drafts extends DraftStore {
  start(): void;
  stop(): Promise<void>;
}

export interface DraftDeps {
  env: Pick<Environment, 'clock' | 'signals' | 'openChannel'>;
  userId: string;
  storage: DraftStorage;
}

type Note = { chatId: string; draft: Draft | null } | { isCleared: true };

/** A burst of keys is one write. Short, as what is written while a page is being left does not reach the disk in Chromium. */
const WRITE_MS = 50;
/** A database that does not answer for this long is taken for broken. */
const ANSWER_MS = 3_000;

export function createDrafts({ env: { clock, signals, openChannel }, userId, storage }: DraftDeps): Drafts {
  const store = createStore<DraftState>({ byChatId: {}, isLoaded: false });
  const unwritten = new Set<string>();
  let channel: Channel<Note> | null = null;
  let writing: Promise<unknown> = Promise.resolve();
  let cancelWrite: (() => void) | null = null;
  let stopSignals = () => {};

  const put = (chatId: string, draft: Draft | null) => {
    const { [chatId]: _old, ...others } = store.getState().byChatId;
    store.setState({ byChatId: draft ? { ...others, [chatId]: draft } : others });
  };

  /** A device that cannot keep drafts keeps them until the reload. */
  const inOrder = (task: () => Promise<void>): Promise<unknown> => {
    writing = writing.then(() => withDeadline(clock, ANSWER_MS, task)).catch(() => undefined);
    return writing;
  };

  const flush = (): Promise<unknown> => {
    cancelWrite?.();
    cancelWrite = null;
    for (const chatId of unwritten) {
      const draft = store.getState().byChatId[chatId] ?? null;
      channel?.post({ chatId, draft });
      void inOrder(() => (draft ? storage.put(userId, draft) : storage.delete(userId, chatId)));
    }
    unwritten.clear();
    return writing;
  };

  const restore = async () => {
    const kept = await withDeadline(clock, ANSWER_MS, () => storage.load(userId)).catch(() => []);
    const { byChatId } = store.getState();
    const found = kept.filter(({ chatId }) => !unwritten.has(chatId) && !byChatId[chatId]);
    const restored = Object.fromEntries(found.map((draft) => [draft.chatId, draft]));
    store.setState({ byChatId: { ...byChatId, ...restored }, isLoaded: true });
  };

  const onNote = (note: Note) => {
    if ('isCleared' in note) store.setState({ byChatId: {} });
    else if (!unwritten.has(note.chatId)) put(note.chatId, note.draft);
  };

  return {
    ...readSide(store),
    get: (chatId) => store.getState().byChatId[chatId],
    set(chatId, given) {
      const { text = '', replyTo = null } = given ?? {};
      const before = store.getState().byChatId[chatId];
      const isNothing = text === '' && replyTo === null;
      if (isNothing && !before) return;
      const mentions = given?.mentions ?? followMentions(before?.mentions ?? [], before?.text ?? '', text);
      put(chatId, isNothing ? null : { chatId, text, replyTo, ...(mentions.length > 0 && { mentions }) });
      unwritten.add(chatId);
      cancelWrite ??= clock.after(WRITE_MS, () => void flush());
    },
    async clear() {
      unwritten.clear();
      store.setState({ byChatId: {} });
      channel?.post({ isCleared: true });
      await inOrder(() => storage.clear(userId));
    },
    start() {
      if (channel) return;
      channel = openChannel<Note>(`parley-drafts:${userId}`, onNote);
      // A page that is being left becomes hidden first; later there may be no time.
      stopSignals = signals.onChange(() => void flush());
      void restore();
    },
    async stop() {
      await flush();
      stopSignals();
      channel?.close();
      channel = null;
    },
  };
}
