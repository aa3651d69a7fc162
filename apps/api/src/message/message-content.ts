import type { MessageType, SendMessageInput, SystemEventDto } from '@app/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import type { LiveChat } from '../chat/chat-cache';
import { AppError } from '../common/app-error';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import type { Message } from './message.schema';
import { MessageSource } from './message-source';
import { requireFitting } from './text-size';

/** What a message says and carries, as its row will hold it. */
export interface MessageContent {
  type: MessageType;
  text: string;
  system: SystemEventDto | null;
  carried: Pick<Message, 'attachments' | 'offer' | 'offerAnswer'>;
  isForwarded: boolean;
}

/** Makes the content of a message out of what its sender asked for. */
@Injectable()
export class MessageContents {
  constructor(
    private readonly source: MessageSource,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Refuses what can be refused without reading. */
  check({ text, forwardOfId }: SendMessageInput): void {
    if (!forwardOfId) requireFitting(text, this.config.limits);
  }

  /**
   * Runs in the turn of the message in its chat, before its insert; a repeat of a send runs it again.
   * @throws the refusal of whatever is to be carried.
   */
  async of(actor: Actor, _chat: LiveChat, input: SendMessageInput): Promise<MessageContent> {
    return input.forwardOfId ? this.copyOf(actor, input.forwardOfId) : plain(input.text);
  }

  private async copyOf(actor: Actor, messageId: string): Promise<MessageContent> {
    const text = await this.source.textToForward(actor, messageId);
    if (text === null) {
      const fields = { forwardOfId: 'has no text' };
      throw new AppError('VALIDATION', 'This message cannot be forwarded.', { fields });
    }
    return { ...plain(text), isForwarded: true };
  }
}

function plain(text: string): MessageContent {
  return { type: 'text', text, system: null, carried: {}, isForwarded: false };
}

/** A line by the house. */
export function systemContent(system: SystemEventDto): MessageContent {
  return { ...plain(''), type: 'system', system };
}

/** What a send asked for. A copied text does not count: by the time of a retry its original may have been edited. */
export function bodyOf({ text, replyToId, forwardOfId }: SendMessageInput): unknown {
  const quoted = replyToId ?? null;
  return forwardOfId ? [null, null, quoted, forwardOfId] : [text, null, quoted];
}
