import type { MessageDto, MessagePageDto } from '@app/contracts';

/**
 * A contiguous window of a chat, exactly as the server had it at `rev`. Changes are applied strictly in the order of rev;
 * one that comes too early waits in `ahead` until the gap before it is filled, live or by a sync.
 */
export interface MessageWindow {
  items: readonly MessageDto[];
  hasBefore: boolean;
  hasAfter: boolean;
  rev: number;
  ahead: readonly MessageDto[];
}

/** Before the first page: nothing is contiguous yet. */
export const UNLOADED: MessageWindow = { items: [], hasBefore: false, hasAfter: false, rev: 0, ahead: [] };

/** A new or changed message, live or from an ack. Applying it twice, or late, changes nothing. */
export function applyMessage<W extends MessageWindow>(window: W, message: MessageDto): W {
  if (message.rev <= window.rev) return window;
  return drain({ ...window, ahead: insertByRev(window.ahead, message) });
}

/** Keeps a message for later, while a page that may lack it is on its way. */
export function holdMessage<W extends MessageWindow>(window: W, message: MessageDto): W {
  return { ...window, ahead: insertByRev(window.ahead, message) };
}

/** All changes between the cursor and `upToRev`, of one complete sync. */
export function applyChanges<W extends MessageWindow>(window: W, items: readonly MessageDto[], upToRev: number): W {
  // Ascending rev is not ascending seq (an edited message comes late), so that the end of the window is decided once.
  const bySeq = [...items].sort((a, b) => a.seq - b.seq);
  return drain({ ...bySeq.reduce(place, window), rev: Math.max(window.rev, upToRev) });
}

/** Another part of the chat altogether. */
export function replaceWindow<W extends MessageWindow>(window: W, page: MessagePageDto): W {
  const { items, hasBefore, hasAfter, headRev } = page;
  return drain({ ...window, items, hasBefore, hasAfter, rev: headRev });
}

export function prependPage<W extends MessageWindow>(window: W, page: MessagePageDto): W {
  return mergePage({ ...window, hasBefore: page.hasBefore }, page);
}

export function appendPage<W extends MessageWindow>(window: W, page: MessagePageDto): W {
  return mergePage({ ...window, hasAfter: page.hasAfter }, page);
}

/** True when a change is missing: a later one is here already. */
export function hasGap({ ahead }: MessageWindow): boolean {
  return ahead.length > 0;
}

/** Index of `seq`, or -1. */
export function indexOfSeq(items: readonly MessageDto[], seq: number): number {
  const index = lowerBound(items, seq);
  return items[index]?.seq === seq ? index : -1;
}

function mergePage<W extends MessageWindow>(window: W, page: MessagePageDto): W {
  const known = new Map(window.items.map((item) => [item.seq, item]));
  for (const item of page.items) {
    const old = known.get(item.seq);
    if (!old || old.rev < item.rev) known.set(item.seq, item);
  }
  const items = [...known.values()].sort((a, b) => a.seq - b.seq);
  // A page read before the cursor's last changes may miss them: go back to where both are true.
  return drain({ ...window, items, rev: Math.min(window.rev, page.headRev) });
}

/** Applies what waits in `ahead` as far as it is contiguous. */
function drain<W extends MessageWindow>(window: W): W {
  let next = window;
  for (const message of window.ahead) {
    if (message.rev > next.rev + 1) break;
    if (message.rev === next.rev + 1) next = { ...place(next, message), rev: message.rev };
  }
  return { ...next, ahead: window.ahead.filter(({ rev }) => rev > next.rev) };
}

/** Puts a message where it belongs, if that is inside the window or right after its end. */
function place<W extends MessageWindow>(window: W, message: MessageDto): W {
  const { items, hasBefore, hasAfter } = window;
  const index = lowerBound(items, message.seq);
  const old = items[index];
  if (old?.seq === message.seq) {
    return old.rev < message.rev ? { ...window, items: items.with(index, message) } : window;
  }
  const isBeyond = index === items.length ? hasAfter : index === 0 && hasBefore;
  return isBeyond ? window : { ...window, items: items.toSpliced(index, 0, message) };
}

function insertByRev(ahead: readonly MessageDto[], message: MessageDto): readonly MessageDto[] {
  if (ahead.some(({ rev }) => rev === message.rev)) return ahead;
  return [...ahead, message].sort((a, b) => a.rev - b.rev);
}

/** First index whose seq is not below. */
function lowerBound(items: readonly MessageDto[], seq: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((items[middle]?.seq ?? 0) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}
