import type { ChatDto, ReceiptDto } from '@app/contracts';
import { type Commands, tell } from '../connection/commands';
import type { Clock } from '../core/clock';

export interface Delivery {
  /** Messages of this chat are on this device up to `seq`. */
  note(chatId: string, seq: number): void;
  /** After a sync: says it for every chat that is behind. */
  noteAll(chats: readonly ChatDto[]): void;
  stop(): void;
}

export interface DeliveryDeps {
  commands: Commands;
  clock: Clock;
  meId: string;
  onReceipt(receipt: ReceiptDto): void;
}

/** A burst of messages of one chat is one receipt. */
const COALESCE_MS = 100;

/** Second ticks for the senders. What gets lost is said again after the next sync. */
export function createDelivery({ commands, clock, meId, onReceipt }: DeliveryDeps): Delivery {
  const waiting = new Map<string, number>();
  let cancelTimer: (() => void) | null = null;

  const flush = () => {
    cancelTimer = null;
    for (const [chatId, seq] of waiting) void send(chatId, seq);
    waiting.clear();
  };

  const send = async (chatId: string, seq: number) => {
    const receipt = await tell(commands, 'markDelivered', { chatId, seq });
    if (receipt) onReceipt(receipt);
  };

  const note = (chatId: string, seq: number) => {
    waiting.set(chatId, Math.max(waiting.get(chatId) ?? 0, seq));
    cancelTimer ??= clock.after(COALESCE_MS, flush);
  };

  return {
    note,
    noteAll(chats) {
      for (const { id, headSeq, members } of chats) {
        const own = members.find(({ userId }) => userId === meId);
        if (own && own.lastDeliveredSeq < headSeq) note(id, headSeq);
      }
    },
    stop() {
      cancelTimer?.();
      cancelTimer = null;
      waiting.clear();
    },
  };
}
