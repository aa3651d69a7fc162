import { DEFAULT_LIMITS } from '@app/contracts';
import type { Note } from './checker';
import { type Evidence, entriesOf, groupBy, type StoredMessage } from './evidence';

/** I7: unread is live messages above the marker that are not mine and not system lines. */
export function checkCounts(evidence: Evidence, note: Note): void {
  const byChat = groupBy(evidence.messages, ({ chatId }) => chatId);
  for (const { from, userId, unread, unreadChats } of entriesOf(evidence, 'counts')) {
    const actual = new Map<string, number>();
    for (const { id, members } of evidence.chats) {
      const me = members.find((member) => member.userId === userId);
      if (!me) continue;
      const isUnread = (message: StoredMessage) =>
        message.seq > me.lastReadSeq && ![null, userId].includes(message.senderId) && !message.isDeleted;
      const count = (byChat.get(id) ?? []).filter(isUnread).length;
      actual.set(id, Math.min(count, DEFAULT_LIMITS.unreadCountMax));
    }
    for (const [chatId, count] of actual) {
      const said = unread[chatId] ?? 0;
      note('I7', said !== count && `${from} says ${said} unread in ${chatId}, a count says ${count}`);
    }
    const chats = [...actual.values()].filter((count) => count > 0).length;
    note('I7', unreadChats !== chats && `${from} says ${unreadChats} chats with unread, a count says ${chats}`);
  }
}

const LEAVING = ['memberRemoved', 'memberLeft'];

/**
 * I8: facts go to members. Who was removed may have heard everything up to the line that says so; who is a member again,
 * everything. A tab whose session is over hears nothing more.
 */
export function checkAudience(evidence: Evidence, note: Note): void {
  const members = new Map(evidence.chats.map(({ id, members: all }) => [id, new Set(all.map(({ userId }) => userId))]));
  const departures = new Map<string, StoredMessage>();
  for (const message of evidence.messages) {
    if (!message.system || !LEAVING.includes(message.system.kind)) continue;
    for (const value of Object.values(message.system.values)) departures.set(`${message.chatId} ${value}`, message);
  }
  const revoked = new Set<string>();
  for (const entry of evidence.entries) {
    if (entry.kind === 'revoked') revoked.add(entry.tab);
    if (entry.kind !== 'fact') continue;
    const { tab, userId, chatId, name, seq, rev } = entry;
    note('I8', revoked.has(tab) && `${tab} heard ${name} of ${chatId} after its session`);
    const left = departures.get(`${chatId} ${userId}`);
    const isMember = members.get(chatId)?.has(userId);
    const isBefore = left !== undefined && (seq ?? 0) <= left.seq && (rev ?? 0) <= left.rev;
    note('I8', !isMember && !isBefore && `${tab} heard ${name} of ${chatId} #${seq ?? '-'} and is no member`);
  }
}
