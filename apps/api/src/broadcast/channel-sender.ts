import type { BroadcastChannel, Locale } from '@app/contracts';
import { Injectable } from '@nestjs/common';

/** One broadcast as one person gets it, in their language. */
export interface ChannelMessage {
  broadcastId: string;
  locale: Locale;
  title: string;
  text: string;
  link: string | null;
  /** Names this message to this person on this channel: the same again after a crash, so that a sender may notice the repeat. */
  key: string;
}

export interface ChannelRecipient {
  userId: string;
  name: string;
  email: string | null;
  timeZone: string;
}

/** `skipped`: the person does not want it, or has no address; `failed`: it will never arrive. The reason is for the log. */
export type ChannelOutcome = { kind: 'sent' } | { kind: 'skipped' | 'failed'; reason: string };

/**
 * Sends broadcasts on a channel. Asked for one person at a time, and looks at their preferences itself. Throwing means that nothing
 * was sent because the channel does not work now: the batch stops there and is tried again later.
 */
export interface ChannelSender {
  send(recipient: ChannelRecipient, message: ChannelMessage): Promise<ChannelOutcome>;
}

/** Where channels, which stand to the right, say that they can send. A broadcast can only ask for what is here. */
@Injectable()
export class ChannelSenders {
  private readonly byChannel = new Map<BroadcastChannel, ChannelSender>();

  /** Before the application has started. */
  register(channel: BroadcastChannel, sender: ChannelSender): void {
    this.byChannel.set(channel, sender);
  }

  of(channel: BroadcastChannel): ChannelSender | undefined {
    return this.byChannel.get(channel);
  }

  get available(): BroadcastChannel[] {
    return [...this.byChannel.keys()].sort();
  }
}
