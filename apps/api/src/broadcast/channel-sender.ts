import type { BroadcastChannel, DecisionReason, Locale } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import type { ObjectId } from '../common/object-id';

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

/** `skipped`: the person does not want it, or has no address; `failed`: it will never arrive. */
export type ChannelOutcome = { kind: 'sent' } | { kind: 'skipped' | 'failed'; reason: DecisionReason };

/** What became of one person's turn. */
export interface SettledSend {
  /** The same whenever this turn is told of. */
  id: ObjectId;
  userId: ObjectId;
  broadcastId: string;
  title: string;
  outcome: ChannelOutcome;
  at: Date;
}

/**
 * Sends broadcasts on a channel. Asked for one person at a time, and looks at their preferences itself. Throwing means that nothing
 * was sent because the channel does not work now: the batch stops there and is tried again later.
 */
export interface ChannelSender {
  /** So many are under way at once; a killed process leaves at most as many that may be sent again. */
  readonly atOnce: number;
  send(recipient: ChannelRecipient, message: ChannelMessage): Promise<ChannelOutcome>;
  /** For the log. Nobody is left out, but somebody may be told of more than once. */
  settled(sends: SettledSend[]): Promise<void>;
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
