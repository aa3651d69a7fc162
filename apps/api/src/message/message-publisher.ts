import type { MessageDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import type { LiveChat } from '../chat/chat-cache';
import { ChatHeads } from '../chat/chat-head';
import { AppError } from '../common/app-error';
import { failpoint } from '../common/failpoint';
import { KeyedQueue } from '../common/keyed-queue';
import { log } from '../common/log';
import { Broadcaster } from '../realtime/broadcaster';
import { toHeadChange, toMessageDto } from './message.presenter';
import type { Message } from './message.schema';

/**
 * Announces what was stored in a chat, in the order of its rev. The head is written before the fact is told, so that
 * whoever fetches because of the fact finds it true.
 */
@Injectable()
export class MessagePublisher {
  private readonly publishing = new KeyedQueue();

  constructor(
    private readonly heads: ChatHeads,
    private readonly broadcaster: Broadcaster,
  ) {}

  publish(chat: LiveChat, message: Message, fact: 'newMessage' | 'messageUpdated'): Promise<void> {
    return this.publishing.run(chat.id, async () => {
      await this.heads.advance(toHeadChange(message)).catch((error: unknown) => logLeftBehind(error, message));
      failpoint('beforeEmit');
      this.tell(chat, fact, toMessageDto(message));
      failpoint('afterEmit');
    });
  }

  /** For a repeat: what a crash may have left behind the message is brought up to it; nothing is told. */
  catchUp(message: Message): Promise<void> {
    return this.heads.advance(toHeadChange(message));
  }

  private tell(chat: LiveChat, fact: 'newMessage' | 'messageUpdated', dto: MessageDto): void {
    if (chat.type === 'support') this.broadcaster.toUsersAndStaff(chat.members.keys(), fact, dto);
    else this.broadcaster.toUsers(chat.members.keys(), fact, dto);
  }
}

/** The message is stored, so a fault after that is logged and repaired, never turned into a refusal. */
export function logLeftBehind(err: unknown, { chatId, seq }: Pick<Message, 'chatId' | 'seq'>): void {
  // A refusal, such as a ticket somebody else changed at the same moment, is no fault of the server.
  const level = err instanceof AppError ? 'warn' : 'error';
  log[level]({ err, chatId, seq }, 'message stored, a later step failed');
}
