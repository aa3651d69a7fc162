import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InvariantId } from './invariant';
import type { ClientBug } from './watched-transport';

/** A fault that somebody could build into Parley, and the invariants of which at least one must notice. */
export interface Plant {
  name: string;
  words: string;
  noticedBy: readonly InvariantId[];
  /** In the harness's own client. */
  client?: ClientBug;
  /** In a copy of the compiled API: each text is replaced wherever it stands. */
  patches?: readonly { file: string; from: string; to: string }[];
}

const LOG = 'message/message-log.js';
const COUNTED = `const counted = await this.messages.db.collection('chats').findOneAndUpdate(
  { _id: (0, object_id_1.toObjectId)(chat.id) }, { $inc: { counter: 1 } }, { returnDocument: 'after' });
const message = { ...toRow(chat, identity, draft, bodyHash), seq: counted.counter };`;
const SINCE = `createdAt: { $gt: (await this.messages.findOne({ chatId: (0, object_id_1.toObjectId)(chatId), rev: { $lte: sinceRev } })
  .sort({ createdAt: -1 }).lean().exec())?.createdAt ?? new Date(0) } }, message_schema_1.PUBLIC_FIELDS)`;
const KEPT = `this.kept ??= new Map();
const key = \`\${readerId} \${position._id}\`;
const kept = this.kept.get(key);
if (kept?.lastReadSeq === position.lastReadSeq) return Math.min(kept.unread + position.headSeq - kept.headSeq, max);
const unread = await this.counted(readerId, position, this.max);
this.kept.set(key, { ...position, unread });
return Math.min(unread, max);
}
async counted(readerId, position, max) {
if (position.lastReadSeq >= position.headSeq)`;

export const PLANTS: readonly Plant[] = [
  {
    name: 'ackBeforeCommit',
    words: 'a message is acked before it is stored',
    noticedBy: ['I1', 'I3', 'I4'],
    patches: [
      {
        file: LOG,
        from: 'await this.inserts.add(message);',
        to: 'void this.inserts.add(message).catch(() => undefined);',
      },
    ],
  },
  {
    name: 'countThenInsert',
    words: 'a counter is raised, then the message is inserted',
    noticedBy: ['I3'],
    patches: [{ file: LOG, from: 'const message = toRow(chat, identity, draft, bodyHash);', to: COUNTED }],
  },
  {
    name: 'noUniqueIndex',
    words: 'nothing keeps two rows from one number or one id',
    noticedBy: ['I1', 'I3'],
    patches: [
      { file: 'message/message.schema.js', from: '{ unique: true })', to: '{})' },
      { file: 'message/message.schema.js', from: '{ unique: true, ', to: '{ ' },
    ],
  },
  {
    name: 'timestampCursor',
    words: 'what changed is asked for by the time of creation',
    noticedBy: ['I4', 'I6'],
    patches: [
      {
        file: 'message/message-history.js',
        from: 'rev: { $gt: sinceRev } }, message_schema_1.PUBLIC_FIELDS)',
        to: SINCE,
      },
      { file: 'message/message-history.js', from: 'rows.at(-1)?.rev ?? sinceRev', to: 'rows.at(-1)?.rev ?? headRev' },
    ],
  },
  {
    name: 'fetchBeforeJoin',
    words: 'what is said between the fetch and the first fact is heard by nobody',
    noticedBy: ['I4'],
    client: 'fetchBeforeJoin',
  },
  {
    name: 'emitToEverybody',
    words: 'messages are told to every socket',
    noticedBy: ['I8'],
    patches: [
      {
        file: 'realtime/broadcaster.js',
        from: 'emitToPeople(rooms, fact, payload) {',
        to: "emitToPeople(rooms, fact, payload) {\nif (fact === 'newMessage') return void this.server?.emit(fact, payload);",
      },
    ],
  },
  {
    name: 'storedUnread',
    words: 'unread is a counter that is raised',
    noticedBy: ['I7'],
    patches: [{ file: 'chat/unread.service.js', from: 'if (position.lastReadSeq >= position.headSeq)', to: KEPT }],
  },
  {
    name: 'retryWithNewId',
    words: 'a retry has another id',
    noticedBy: ['I1', 'I2'],
    client: 'retryWithNewId',
  },
];

/** Copies the compiled API next to where its modules are found, plants the fault, and answers its main file. */
export function plant({ name, patches = [] }: Plant, root: string): string {
  const copy = join(root, 'node_modules/.cache/parley-chaos', `${name}-${process.pid}`);
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  cpSync(join(root, 'dist'), copy, { recursive: true });
  for (const { file, from, to } of patches) {
    const path = join(copy, 'apps/api/src', file);
    const code = readFileSync(path, 'utf8');
    if (!code.includes(from)) throw new Error(`${name}: ${file} has changed, the plant must follow it.`);
    writeFileSync(path, code.replaceAll(from, to));
  }
  return join(copy, 'apps/api/src/main.js');
}

export function uproot({ name }: Plant, root: string): void {
  rmSync(join(root, 'node_modules/.cache/parley-chaos', `${name}-${process.pid}`), { recursive: true, force: true });
}
