import type { MessageDto, MessagePageDto } from '@app/contracts';
import { buildMessage } from '../testing/build';
import {
  appendPage,
  applyChanges,
  applyMessage,
  hasGap,
  holdMessage,
  type MessageWindow,
  prependPage,
  replaceWindow,
  UNLOADED,
} from './message-window';

const range = (from: number, to: number): MessageDto[] =>
  Array.from({ length: to - from + 1 }, (_, index) => buildMessage({ seq: from + index }));

function buildPage(overrides: Partial<MessagePageDto> = {}): MessagePageDto {
  return { items: range(4, 6), hasBefore: true, hasAfter: false, headRev: 6, ...overrides };
}

const atHead: MessageWindow = replaceWindow(UNLOADED, buildPage());
const seqs = ({ items }: MessageWindow) => items.map(({ seq }) => seq);

describe(applyMessage.name, () => {
  it('appends the next message and moves the cursor', () => {
    const window = applyMessage(atHead, buildMessage({ seq: 7 }));
    expect(seqs(window)).toEqual([4, 5, 6, 7]);
    expect(window.rev).toBe(7);
  });

  it('changes nothing the second time', () => {
    const once = applyMessage(atHead, buildMessage({ seq: 7 }));
    expect(applyMessage(once, buildMessage({ seq: 7 }))).toBe(once);
  });

  it('holds a message back until the gap before it is filled', () => {
    const early = applyMessage(atHead, buildMessage({ seq: 8 }));
    expect(seqs(early)).toEqual([4, 5, 6]);
    expect(hasGap(early)).toBe(true);
    const filled = applyMessage(early, buildMessage({ seq: 7 }));
    expect(seqs(filled)).toEqual([4, 5, 6, 7, 8]);
    expect(hasGap(filled)).toBe(false);
    expect(filled.rev).toBe(8);
  });

  it('replaces an edited message, and only moves the cursor for one above the window', () => {
    const edited = applyMessage(atHead, buildMessage({ seq: 5, rev: 7, text: 'edited' }));
    expect(edited.items[1]?.text).toBe('edited');
    const outside = applyMessage(edited, buildMessage({ seq: 2, rev: 8 }));
    expect(seqs(outside)).toEqual([4, 5, 6]);
    expect(outside.rev).toBe(8);
  });

  it('does not append to a window that does not reach the head', () => {
    const middle = replaceWindow(UNLOADED, buildPage({ hasAfter: true, headRev: 20 }));
    expect(seqs(applyMessage(middle, buildMessage({ seq: 21 })))).toEqual([4, 5, 6]);
  });

  it('starts an empty chat', () => {
    const empty = replaceWindow(UNLOADED, buildPage({ items: [], hasBefore: false, headRev: 0 }));
    expect(seqs(applyMessage(empty, buildMessage({ seq: 1 })))).toEqual([1]);
  });
});

describe(applyChanges.name, () => {
  it('sorts by seq what a sync brings by rev: an edited message comes late but belongs earlier', () => {
    const window = applyChanges(atHead, [buildMessage({ seq: 8 }), buildMessage({ seq: 7, rev: 9 })], 9);
    expect(seqs(window)).toEqual([4, 5, 6, 7, 8]);
    expect(window.rev).toBe(9);
  });

  it('goes on with what waited', () => {
    const early = applyMessage(atHead, buildMessage({ seq: 9 }));
    expect(seqs(applyChanges(early, range(7, 8), 8))).toEqual([4, 5, 6, 7, 8, 9]);
  });
});

describe('pages', () => {
  it('joins older messages without touching newer copies', () => {
    const edited = applyMessage(atHead, buildMessage({ seq: 4, rev: 7, text: 'edited' }));
    const window = prependPage(edited, buildPage({ items: range(2, 4), hasBefore: false, headRev: 7 }));
    expect(seqs(window)).toEqual([2, 3, 4, 5, 6]);
    expect(window.items[2]?.text).toBe('edited');
    expect(window.hasBefore).toBe(false);
    expect(window.rev).toBe(7);
  });

  it('moves the cursor back when the page was read before the last changes, which it may lack', () => {
    const moved = applyMessage(atHead, buildMessage({ seq: 3, rev: 7, text: 'edited' }));
    expect(prependPage(moved, buildPage({ items: range(1, 3), headRev: 6 })).rev).toBe(6);
  });

  it('reaches the head by the last page after', () => {
    const middle = replaceWindow(UNLOADED, buildPage({ hasAfter: true, headRev: 8 }));
    const window = appendPage(middle, buildPage({ items: range(7, 8), headRev: 8 }));
    expect(seqs(window)).toEqual([4, 5, 6, 7, 8]);
    expect(window.hasAfter).toBe(false);
  });

  it('applies what was held while the first page travelled, without what the page has', () => {
    const held = [buildMessage({ seq: 6 }), buildMessage({ seq: 7 })].reduce(holdMessage<MessageWindow>, UNLOADED);
    const window = replaceWindow(held, buildPage());
    expect(seqs(window)).toEqual([4, 5, 6, 7]);
    expect(window.ahead).toEqual([]);
  });
});
