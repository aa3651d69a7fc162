import type { ChatDto, MessageDto } from '@app/contracts';
import type { Fact } from '../connection/transport';
import { buildChat, buildMessage } from '../testing/build';
import { applyChatFact, type ChatBook, type Viewer } from './chat-facts';

const viewer: Viewer = { id: 'ana', isStaff: false, unreadCountMax: 1_000, now: Date.UTC(2026, 0, 3) };

function buildBook(chat: Partial<ChatDto> = {}, unreadChats = 0): ChatBook {
  return { byId: { c1: buildChat({ headSeq: 3, headRev: 3, lastReadSeq: 3, ...chat }) }, unreadChats };
}

function newMessage(overrides: Partial<MessageDto> = {}): Fact {
  return { name: 'newMessage', data: buildMessage({ seq: 4, ...overrides }) };
}

const member = (chat: ChatDto | undefined, id: string) => chat?.members.find(({ userId }) => userId === id);

describe(applyChatFact.name, () => {
  it('moves head, preview, activity, unread and the total for a message of another', () => {
    const { book } = applyChatFact(buildBook(), newMessage(), viewer);
    expect(book.byId.c1).toMatchObject({ headSeq: 4, headRev: 4, unread: 1, lastMessage: { seq: 4, text: 'text 4' } });
    expect(book.byId.c1?.lastActivityAt).toBe(buildMessage({ seq: 4 }).createdAt);
    expect(book.unreadChats).toBe(1);
  });

  it('counts the chat in the total once, however many messages', () => {
    const once = applyChatFact(buildBook(), newMessage(), viewer).book;
    const twice = applyChatFact(once, newMessage({ seq: 5 }), viewer).book;
    expect(twice.byId.c1?.unread).toBe(2);
    expect(twice.unreadChats).toBe(1);
  });

  it('ignores what it knows, and asks for what it missed', () => {
    const book = buildBook();
    expect(applyChatFact(book, newMessage({ seq: 3 }), viewer)).toEqual({ book });
    expect(applyChatFact(book, newMessage({ seq: 5 }), viewer)).toEqual({ book, refetch: 'c1' });
    expect(applyChatFact(book, newMessage({ chatId: 'other' }), viewer)).toEqual({ book, refetch: 'other' });
  });

  it('takes sending for reading, on every tab of the sender', () => {
    const { book } = applyChatFact(
      buildBook({ unread: 2, lastReadSeq: 1 }, 1),
      newMessage({ senderId: 'ana' }),
      viewer,
    );
    expect(book.byId.c1).toMatchObject({ unread: 0, lastReadSeq: 4 });
    expect(member(book.byId.c1, 'ana')).toMatchObject({ lastReadSeq: 4, lastDeliveredSeq: 4 });
    expect(book.unreadChats).toBe(0);
  });

  it('does not count system lines', () => {
    expect(applyChatFact(buildBook(), newMessage({ senderId: null }), viewer).book.byId.c1?.unread).toBe(0);
  });

  it('does not count support chats for staff: they find them at the desk', () => {
    const { book } = applyChatFact(buildBook({ type: 'support' }), newMessage(), { ...viewer, isStaff: true });
    expect(book.unreadChats).toBe(0);
  });

  it('cuts the preview as the server does, by code points', () => {
    const { book } = applyChatFact(buildBook(), newMessage({ text: '😀'.repeat(200) }), viewer);
    expect(book.byId.c1?.lastMessage?.text).toBe('😀'.repeat(140));
  });

  it('clears unread when read to the end, and asks for the rest otherwise', () => {
    const book = buildBook({ unread: 3, lastReadSeq: 0 }, 1);
    const read = (seq: number): Fact => ({ name: 'messageRead', data: { chatId: 'c1', userId: 'ana', seq } });
    expect(applyChatFact(book, read(3), viewer).book).toMatchObject({ byId: { c1: { unread: 0 } }, unreadChats: 0 });
    expect(applyChatFact(book, read(2), viewer)).toMatchObject({
      refetch: 'c1',
      book: { byId: { c1: { lastReadSeq: 2 } } },
    });
    expect(applyChatFact(book, read(0), viewer).book.byId.c1?.unread).toBe(3);
  });

  it("moves another member's markers forward only", () => {
    const read = (seq: number): Fact => ({ name: 'messageRead', data: { chatId: 'c1', userId: 'ben', seq } });
    const { book } = applyChatFact(buildBook(), read(3), viewer);
    expect(member(book.byId.c1, 'ben')).toMatchObject({ lastReadSeq: 3, lastDeliveredSeq: 3 });
    expect(member(applyChatFact(book, read(1), viewer).book.byId.c1, 'ben')?.lastReadSeq).toBe(3);
  });

  it("does not work out an agent's read marker that the server hides from customers", () => {
    const { book } = applyChatFact(buildBook({ type: 'support' }), newMessage(), viewer);
    expect(member(book.byId.c1, 'ben')).toMatchObject({ lastReadSeq: 0, lastDeliveredSeq: 4 });
  });

  it('follows an edit of the last message in the preview, and asks again when an unread one was deleted', () => {
    const started = applyChatFact(buildBook(), newMessage(), viewer).book;
    const update = (change: Partial<MessageDto>): Fact => ({
      name: 'messageUpdated',
      data: buildMessage({ seq: 4, rev: 5, ...change }),
    });
    expect(applyChatFact(started, update({ text: 'edited' }), viewer).book.byId.c1?.lastMessage?.text).toBe('edited');
    const deleted = applyChatFact(started, update({ text: '', deletedAt: '2026-01-01T00:00:00.000Z' }), viewer);
    expect(deleted.refetch).toBe('c1');
    expect(deleted.book.byId.c1?.lastMessage?.isDeleted).toBe(true);
  });

  it('asks again for a deletion or a change of the last message that comes after something newer', () => {
    const started = applyChatFact(buildBook(), newMessage(), viewer).book;
    const late = (change: Partial<MessageDto>) =>
      applyChatFact(started, { name: 'messageUpdated', data: buildMessage({ seq: 4, rev: 4, ...change }) }, viewer);
    const deletedAt = '2026-01-01T00:00:00.000Z';
    expect(late({ id: 'c1-2', seq: 4, text: '', deletedAt })).toEqual({ book: started, refetch: 'c1' });
    expect(late({ text: 'edited' })).toEqual({ book: started, refetch: 'c1' });
    expect(late({ id: 'c1-2', seq: 2, text: 'edited' })).toEqual({ book: started });
  });

  it('asks again when a message comes after a change that may be its own', () => {
    const change: Fact = { name: 'messageUpdated', data: buildMessage({ seq: 4, rev: 5, text: 'edited' }) };
    const changed = applyChatFact(buildBook(), change, viewer).book;
    const { book, refetch } = applyChatFact(changed, newMessage(), viewer);
    expect(book.byId.c1).toMatchObject({ headSeq: 4, headRev: 5 });
    expect(refetch).toBe('c1');
  });

  it('takes members and state from a late chatUpdated, but not its old head', () => {
    const started = applyChatFact(buildBook(), newMessage(), viewer).book;
    const late: Fact = { name: 'chatUpdated', data: buildChat({ headSeq: 3, headRev: 3, state: 'closed' }) };
    const { book, refetch } = applyChatFact(started, late, viewer);
    expect(book.byId.c1).toMatchObject({ state: 'closed', headSeq: 4, unread: 1 });
    expect(refetch).toBe('c1');
  });

  it('takes in an unknown chat and counts again', () => {
    const fact: Fact = { name: 'chatUpdated', data: buildChat({ id: 'c2' }) };
    const { book, recount } = applyChatFact(buildBook(), fact, viewer);
    expect(Object.keys(book.byId)).toEqual(['c1', 'c2']);
    expect(recount).toBe(true);
  });

  describe('of a chat that was computed at another moment', () => {
    const known = buildChat({ headSeq: 3, headRev: 3, infoRev: 5, title: 'new', pinnedAt: 'now', unread: 1 });
    const book: ChatBook = { byId: { c1: known }, unreadChats: 1 };
    const told = (part: Partial<ChatDto>): Fact => ({ name: 'chatUpdated', data: { ...known, ...part } });

    it('takes nothing of what is older there, and asks again', () => {
      const stale = { infoRev: 4, title: 'old', pinnedAt: null, members: known.members.slice(0, 1) };
      expect(applyChatFact(book, told(stale), viewer)).toEqual({ book, refetch: 'c1' });
    });

    it('takes each half from where it is newer', () => {
      const mixed = told({ infoRev: 6, title: 'newest', headSeq: 2, headRev: 2, unread: 0 });
      const { book: next, refetch } = applyChatFact(book, mixed, viewer);
      expect(next.byId.c1).toMatchObject({ infoRev: 6, title: 'newest', headSeq: 3, unread: 1 });
      expect(refetch).toBe('c1');
    });

    it('drops who left, and keeps the furthest markers of who stays', () => {
      const members = known.members.map((each) => ({ ...each, lastReadSeq: each.userId === 'ben' ? 2 : 0 }));
      const before: ChatBook = { byId: { c1: { ...known, members } }, unreadChats: 1 };
      const left = told({ infoRev: 6, members: known.members.filter(({ userId }) => userId === 'ben') });
      const { book: next } = applyChatFact(before, left, viewer);
      expect(next.byId.c1?.members).toMatchObject([{ userId: 'ben', lastReadSeq: 2 }]);
    });
  });

  it('forgets a chat that was lost, and counts again when it was not known', () => {
    const book = buildBook({ unread: 1 }, 1);
    const lost = (chatId: string) => applyChatFact(book, { name: 'chatRemoved', data: { chatId } }, viewer);
    expect(lost('c1')).toEqual({ book: { byId: {}, unreadChats: 0 } });
    expect(lost('other')).toMatchObject({ book, recount: true });
  });
});
