import { randomUUID } from 'node:crypto';
import type { SendMessageInput, SentMessageDto } from '@app/contracts';
import type { Fact, Transport, TransportEvents } from '../../libs/client/src/connection/transport';

/** Faults of a client that the harness can plant into its own. */
export type ClientBug = 'retryWithNewId' | 'fetchBeforeJoin';

export interface TransportWatch {
  /** A fact that is lost on its way. */
  isLost(fact: Fact): boolean;
  fact(fact: Fact): void;
  sent(input: SendMessageInput, answer: SentMessageDto): void;
}

/** The real transport, with a witness of what comes in and what is acked. */
export function watchTransport(inner: Transport, watch: TransportWatch, bug: ClientBug | null): Transport {
  const tried = new Set<string>();

  const mangle = (input: SendMessageInput): SendMessageInput => {
    const isRetry = tried.has(input.clientMsgId);
    tried.add(input.clientMsgId);
    return bug === 'retryWithNewId' && isRetry ? { ...input, clientMsgId: randomUUID() } : input;
  };

  const request: Transport['request'] = async (command, input, timeoutMs) => {
    if (command !== 'sendMessage') return inner.request(command, input, timeoutMs);
    const message = mangle(input as unknown as SendMessageInput);
    const answer = await inner.request('sendMessage', message, timeoutMs);
    watch.sent(message, answer);
    return answer as Awaited<ReturnType<typeof inner.request<typeof command>>>;
  };

  return {
    get isConnected() {
      return inner.isConnected;
    },
    listen(events: TransportEvents) {
      inner.listen({
        ...events,
        fact(fact) {
          if (watch.isLost(fact)) return;
          watch.fact(fact);
          events.fact(fact);
        },
      });
    },
    connect: () => inner.connect(),
    disconnect: () => inner.disconnect(),
    request,
  };
}
