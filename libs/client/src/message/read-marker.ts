import type { Limits, ReceiptDto } from '@app/contracts';
import { type Commands, tell } from '../connection/commands';
import type { Clock } from '../core/clock';
import type { Store } from '../core/store';

export interface ReadMarker {
  mark(seq: number): void;
  /** Says what the server knows already: it ends "marked unread". */
  repeat(): void;
  /** Says again what was not acknowledged. */
  flush(): Promise<void>;
}

export interface ReadMarkerDeps {
  commands: Commands;
  clock: Clock;
  limits: Store<Limits>;
  /** How far this person had read, as far as the server is known to know. */
  lastReadSeq(): number;
  onReceipt(receipt: ReceiptDto): void;
}

/** Reports how far the person has read: forward only, debounced, kept until acknowledged. */
export function createReadMarker(chatId: string, deps: ReadMarkerDeps): ReadMarker {
  const { commands, clock, limits, lastReadSeq, onReceipt } = deps;
  let wanted = 0;
  let isWaiting = false;

  const flush = async () => {
    if (wanted <= lastReadSeq()) return;
    const seq = wanted;
    const receipt = await tell(commands, 'markRead', { chatId, seq });
    if (!receipt) return;
    if (wanted === seq) wanted = 0;
    onReceipt(receipt);
  };

  return {
    flush,
    repeat: () => void tell(commands, 'markRead', { chatId, seq: lastReadSeq() }),
    mark(seq) {
      if (seq <= wanted || seq <= lastReadSeq()) return;
      wanted = seq;
      if (isWaiting) return;
      isWaiting = true;
      clock.after(limits.getState().readDebounceMs, () => {
        isWaiting = false;
        void flush();
      });
    },
  };
}
