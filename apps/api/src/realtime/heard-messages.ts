import type { MessageDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { ChatCache } from '../chat/chat-cache';
import { Cluster } from '../cluster/cluster';
import type { ParleySocket } from './socket-data';

const MESSAGE_FACTS: ReadonlySet<string> = new Set(['newMessage', 'messageUpdated']);

/**
 * What other processes tell this one's sockets of a chat tells this process how far the chat is. Its members are those who answer next,
 * and an answer would else be refused once by the order of the chat, and be tried again.
 */
@Injectable()
export class HeardMessages {
  private readonly listen = (fact: string, payload: unknown): void => {
    if (MESSAGE_FACTS.has(fact)) this.cache.reached(payload as MessageDto);
  };

  constructor(
    private readonly cache: ChatCache,
    private readonly cluster: Cluster,
  ) {}

  /** Costs a look at every fact of the socket, so a process that is alone does not. */
  watch(socket: ParleySocket): void {
    if (!this.cluster.isAlone) socket.onAnyOutgoing(this.listen);
  }
}
