import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { VoicePart } from './voice-part';

/** A recording that was not sent: the tab was closed, or the person went on to another chat. */
export interface VoiceDraft {
  id: string;
  parts: VoicePart[];
}

interface DraftRow {
  id: string;
  userId: string;
  chatId: string;
  startedAt: number;
}

interface Schema extends DBSchema {
  drafts: { key: string; value: DraftRow; indexes: { owner: [userId: string, chatId: string]; userId: string } };
  parts: { key: number; value: VoicePart & { draftId: string }; indexes: { draftId: string } };
}

/** Who left a recording for longer does not want it any more, and a voice is not kept for nothing. */
const KEPT_MS = 7 * 86_400_000;

let opening: Promise<IDBPDatabase<Schema>> | null = null;

function open(): Promise<IDBPDatabase<Schema>> {
  opening ??= openDB<Schema>('parley-voice', 1, {
    upgrade(db) {
      const drafts = db.createObjectStore('drafts', { keyPath: 'id' });
      drafts.createIndex('owner', ['userId', 'chatId']);
      drafts.createIndex('userId', 'userId');
      db.createObjectStore('parts', { autoIncrement: true }).createIndex('draftId', 'draftId');
    },
    terminated: () => {
      opening = null;
    },
  }).catch((thrown) => {
    opening = null;
    throw thrown;
  });
  return opening;
}

/** Notes that a recording began; its parts follow. */
export async function beginDraft(row: DraftRow): Promise<void> {
  await (await open()).put('drafts', row);
}

export async function keepParts(draftId: string, parts: readonly VoicePart[]): Promise<void> {
  const transaction = (await open()).transaction('parts', 'readwrite');
  await Promise.all([...parts.map((part) => transaction.store.add({ ...part, draftId })), transaction.done]);
}

/** The newest recording of this chat that is in no other tab's hands; what is too old is dropped. */
export async function findDraft(
  userId: string,
  chatId: string,
  isHeld: (draftId: string) => Promise<boolean>,
  now = Date.now(),
): Promise<VoiceDraft | null> {
  const db = await open();
  const rows = await db.getAllFromIndex('drafts', 'owner', [userId, chatId]);
  for (const { id, startedAt } of rows.sort((a, b) => b.startedAt - a.startedAt)) {
    if (await isHeld(id)) continue;
    const parts = now - startedAt < KEPT_MS ? await db.getAllFromIndex('parts', 'draftId', id) : [];
    if (parts.length > 0) return { id, parts };
    await dropDraft(id);
  }
  return null;
}

export async function dropDraft(draftId: string): Promise<void> {
  const transaction = (await open()).transaction(['drafts', 'parts'], 'readwrite');
  const parts = transaction.objectStore('parts');
  const keys = await parts.index('draftId').getAllKeys(draftId);
  await Promise.all([
    transaction.objectStore('drafts').delete(draftId),
    ...keys.map((key) => parts.delete(key)),
    transaction.done,
  ]);
}

/** Nothing of this person stays on the device. */
export async function clearDrafts(userId: string): Promise<void> {
  const ids = await (await open()).getAllKeysFromIndex('drafts', 'userId', userId);
  for (const id of ids) await dropDraft(id);
}
