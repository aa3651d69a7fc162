import type { Limits } from '@app/contracts';
import type { Commands } from '../connection/commands';
import { backoffMs } from '../core/backoff';
import type { Clock } from '../core/clock';
import { type ParleyError, toParleyError } from '../core/error';
import type { Store } from '../core/store';
import type { OutboxItem } from './outbox-storage';

export interface OutboxSenderDeps<I extends OutboxItem, T> {
  commands: Pick<Commands, 'isReady'>;
  clock: Clock;
  random(): number;
  limits: Store<Limits>;
  /** The oldest item of each chat whose turn it is. */
  heads(): I[];
  transmit(item: I): Promise<T>;
  onSent(item: I, answer: T): void;
  onRefused(item: I, error: ParleyError): void;
}

export interface OutboxSender {
  /** Sends what can be sent now. */
  pump(): void;
  /** A new connection: waits that were for the network end; waits that the server asked for go on. */
  wake(): void;
  stop(): void;
}

interface Wait {
  cancel(): void;
  isAskedFor: boolean;
}

/** One in flight per chat, first in first out; passing faults are retried for ever, final ones let the next item go on. */
export function createOutboxSender<I extends OutboxItem, T>(deps: OutboxSenderDeps<I, T>): OutboxSender {
  const { commands, clock, random, limits, heads, transmit, onSent, onRefused } = deps;
  const inFlight = new Set<string>();
  const waits = new Map<string, Wait>();
  const attempts = new Map<string, number>();
  let isStopped = false;

  const pump = () => {
    if (isStopped || !commands.isReady()) return;
    for (const item of heads()) {
      if (!inFlight.has(item.chatId) && !waits.has(item.chatId)) void send(item);
    }
  };

  const send = async (item: I) => {
    const { chatId } = item;
    inFlight.add(chatId);
    try {
      const answer = await transmit(item);
      attempts.delete(chatId);
      onSent(item, answer);
    } catch (error) {
      onFailed(item, toParleyError(error));
    } finally {
      inFlight.delete(chatId);
    }
    pump();
  };

  const onFailed = (item: I, error: ParleyError) => {
    // A dead session says nothing about the message: it waits for the next sign-in or refresh.
    if (!error.isRetryable && !error.isAuth) {
      attempts.delete(item.chatId);
      return onRefused(item, error);
    }
    // Dropped, or passed on to another tab, meanwhile: nothing waits for it.
    if (!heads().some(({ clientMsgId }) => clientMsgId === item.clientMsgId)) return;
    const attempt = attempts.get(item.chatId) ?? 0;
    const { retryMinMs, retryMaxMs } = limits.getState();
    attempts.set(item.chatId, attempt + 1);
    wait(item.chatId, Math.max(error.retryAfterMs ?? 0, backoffMs(attempt, retryMinMs, retryMaxMs, random)), error);
  };

  const wait = (chatId: string, ms: number, { retryAfterMs }: ParleyError) => {
    const cancel = clock.after(ms, () => {
      waits.delete(chatId);
      pump();
    });
    waits.set(chatId, { cancel, isAskedFor: retryAfterMs !== null });
  };

  return {
    pump() {
      isStopped = false;
      pump();
    },
    wake() {
      for (const [chatId, { cancel, isAskedFor }] of waits) {
        if (isAskedFor) continue;
        cancel();
        waits.delete(chatId);
      }
      pump();
    },
    stop() {
      isStopped = true;
      for (const { cancel } of waits.values()) cancel();
      waits.clear();
    },
  };
}
