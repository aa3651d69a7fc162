import type { MessageStore } from '@app/client';
import type { ChaosLog } from './log';

/** A person sees frames, and a log of every change would be larger than everything else. */
const FRAME_MS = 250;
/** Of a long list, the end is where things happen. */
const ITEMS_MAX = 40;

/** Writes down what a chat's screen shows, frame by frame, while it changes. */
export function watchScreen(tab: string, thread: MessageStore, log: ChaosLog): () => void {
  let timer: NodeJS.Timeout | undefined;
  const draw = () => {
    timer = undefined;
    const { chatId, items, pending, rev, isLoaded } = thread.getState();
    if (!isLoaded) return;
    const shown = items.slice(-ITEMS_MAX);
    log.write({
      kind: 'screen',
      tab,
      chatId,
      rev,
      items: shown.map(({ seq, rev: itemRev, clientMsgId }) => [seq, itemRev, clientMsgId]),
      pending: pending.map(({ clientMsgId }) => clientMsgId),
    });
  };
  const stop = thread.subscribe(() => {
    timer ??= setTimeout(draw, FRAME_MS);
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}
