import type { Note } from './checker';
import { type Evidence, entriesOf, groupBy, type StoredMessage } from './evidence';

const keyOf = (of: { chatId: string; clientMsgId: string } & ({ userId: string } | { senderId: string | null })) =>
  `${of.chatId} ${'userId' in of ? of.userId : of.senderId} ${of.clientMsgId}`;

/** I1: by its id, and by what was said, which a retry under another id would store twice. */
export function checkAcked(evidence: Evidence, note: Note): void {
  const byKey = groupBy(evidence.messages, keyOf);
  const purged = new Set(entriesOf(evidence, 'purged').map(({ messageId }) => messageId));
  for (const ack of entriesOf(evidence, 'acked')) {
    const rows = byKey.get(keyOf(ack)) ?? [];
    const isIt = purged.has(ack.messageId) ? rows.length === 0 : rows.length === 1 && rows[0]?.id === ack.messageId;
    note('I1', !isIt && `"${ack.text}" was acked to ${ack.tab} and is stored ${rows.length} times`);
  }
  const originals = evidence.messages.filter(({ senderId, isDeleted }) => senderId !== null && !isDeleted);
  for (const rows of groupBy(originals, ({ chatId, text }) => `${chatId} ${text}`).values()) {
    note('I1', rows.length > 1 && `"${rows[0]?.text}" was said once and is stored ${rows.length} times`);
  }
}

/** I2 */
export function checkSaid(evidence: Evidence, note: Note): void {
  const said = new Map(entriesOf(evidence, 'said').map((entry) => [keyOf(entry), entry.text]));
  const edits = groupBy(entriesOf(evidence, 'edited'), ({ messageId }) => messageId);
  for (const message of evidence.messages) {
    if (message.senderId === null) continue;
    const text = said.get(keyOf(message));
    const hasText =
      message.isDeleted || message.text === text || edits.get(message.id)?.some((edit) => edit.text === message.text);
    const fault = text === undefined ? 'by nobody' : hasText ? null : 'with other words';
    note('I2', fault && `${message.chatId} #${message.seq} "${message.text}" was said ${fault}`);
  }
}

/** I3 */
export function checkNumbers({ chats, messages }: Evidence, note: Note): void {
  const floors = new Map(chats.map(({ id, floorSeq }) => [id, floorSeq]));
  for (const [chatId, rows] of groupBy(messages, (message) => message.chatId)) {
    const next = (floors.get(chatId) ?? 0) + 1;
    const ordered = [...rows].sort((a, b) => a.seq - b.seq);
    const revs = new Set<number>();
    ordered.forEach(({ seq, rev }, index) => {
      note('I3', seq !== next + index && `${chatId}: #${seq} is where #${next + index} should be`);
      note('I3', revs.has(rev) && `${chatId}: rev ${rev} is there twice`);
      revs.add(rev);
    });
  }
}

/** I5 */
export function checkOrder(evidence: Evidence, note: Note): void {
  const byKey = new Map(evidence.messages.map((message): [string, StoredMessage] => [keyOf(message), message]));
  for (const [tab, entries] of groupBy(entriesOf(evidence, 'said'), ({ tab, chatId }) => `${tab} in ${chatId}`)) {
    let last = 0;
    for (const entry of entries) {
      const seq = byKey.get(keyOf(entry))?.seq;
      if (seq === undefined) continue;
      note('I5', seq < last && `${tab}: "${entry.text}" is #${seq}, before #${last}, which was said earlier`);
      last = Math.max(last, seq);
    }
  }
}
