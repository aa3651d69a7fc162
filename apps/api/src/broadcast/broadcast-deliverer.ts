import type { BroadcastChannel, Locale } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import type { User } from '../user/user.schema';
import { UserDirectory } from '../user/user-directory';
import { usersIn } from './audience';
import type { Broadcast } from './broadcast.schema';
import {
  type ChannelMessage,
  type ChannelOutcome,
  type ChannelSender,
  ChannelSenders,
  type SettledSend,
} from './channel-sender';
import type { BroadcastDelivery, BroadcastSend } from './delivery.schema';
import { DeliveryStore, type SendEnd } from './delivery-store';

export const BATCH_SIZE = 500;
/** A run ends after this, so that a pause is obeyed soon and other jobs get their turn; the next one goes on where it stopped. */
const RUN_MS = 1_000;
/** What was begun so long ago and is not over was cut off: a process that lives would have lost its job's lease twice over. */
const ABANDONED_MS = 10_000;
/** What another process has under way is mostly over in a moment. */
const LOOK_AGAIN_MS = 1_000;
const OPEN: ReadonlySet<string> = new Set(['queued', 'sending']);
/** The account is not there any more. */
const GONE: ChannelOutcome = { kind: 'skipped', reason: 'noAddress' };

const SENT: ChannelOutcome = { kind: 'sent' };

type People = ReadonlyMap<string, User>;

/**
 * E-mail and push of a broadcast, in batches. People are claimed, then written to in lanes, by one lane one after the other: each is
 * marked before it is sent and after. So a process that dies leaves at most one for each lane that was under way, and that one is sent
 * again and marked.
 */
@Injectable()
export class BroadcastDeliverer {
  constructor(
    private readonly store: DeliveryStore,
    private readonly directory: UserDirectory,
    private readonly senders: ChannelSenders,
  ) {}

  /**
   * Does a part of the work, and answers when to go on; null when all of it is done. Throws when the channel does not work now.
   * Several processes may be at it by mistake, for one that was held up lost its job: they share the work.
   */
  async run(broadcast: Broadcast & { publishedAt: Date }, channel: BroadcastChannel): Promise<Date | null> {
    const sender = this.senders.of(channel);
    if (!sender) throw new Error(`nothing sends on ${channel}`);
    const delivery = await this.store.open(broadcast._id, channel);
    if (delivery.isDone) return null;
    let batch = await this.store.batchOf(delivery, BATCH_SIZE);
    if (batch.length === 0) {
      const { audience, publishedAt } = broadcast;
      const ids = await this.directory.idsAfter(usersIn(audience), delivery.after, publishedAt, BATCH_SIZE);
      if (ids.length === 0) {
        await this.store.finish(delivery);
        return null;
      }
      await this.store.claim(delivery, ids);
      batch = await this.store.batchOf(delivery, BATCH_SIZE);
    }
    const people = await this.peopleOf(batch);
    const open = batch.filter(isToSend);
    try {
      await this.sendTo(broadcast, delivery, open, people, sender);
    } finally {
      await this.settle(broadcast, delivery, batch.length, people, sender);
    }
    const underWay = batch.filter(({ state }) => state === 'sending').map(({ at }) => at.getTime() + ABANDONED_MS);
    if (open.length > 0 || underWay.length === 0) return new Date();
    return new Date(Math.min(Date.now() + LOOK_AGAIN_MS, ...underWay));
  }

  /** Lanes take from one list. Throws, once all have stopped, when the channel failed one of them. */
  private async sendTo(
    broadcast: Broadcast,
    delivery: BroadcastDelivery,
    open: BroadcastSend[],
    people: People,
    sender: ChannelSender,
  ): Promise<void> {
    const until = Date.now() + RUN_MS;
    let hasFailed = false;
    const next = () => (hasFailed || Date.now() > until ? null : (open.shift() ?? null));
    const lane = async (): Promise<void> => {
      let done: SendEnd | null = null;
      for (let send = next(); send; send = next()) {
        const begun = await this.store.step(done, send);
        done = null;
        if (!begun) continue;
        const person = people.get(send.userId.toHexString());
        try {
          const outcome = person ? await sender.send(toRecipient(person), toMessage(broadcast, send, person)) : GONE;
          done = { send, outcome };
        } catch (error) {
          hasFailed = true;
          await this.store.putBack(delivery, begun);
          throw error;
        }
      }
      await this.store.step(done, null);
    };
    const lanes = await Promise.allSettled(Array.from({ length: sender.atOnce }, lane));
    const failed = lanes.find((each) => each.status === 'rejected');
    if (failed) throw failed.reason;
  }

  /** Tells what became of the batch so far, also of what a killed process left untold, and goes on to the next when it is over. */
  private async settle(
    broadcast: Broadcast,
    delivery: BroadcastDelivery,
    size: number,
    people: People,
    sender: ChannelSender,
  ): Promise<void> {
    const batch = await this.store.batchOf(delivery, size);
    const settled = batch.filter(({ state }) => !OPEN.has(state));
    await sender.settled(settled.map((send) => toSettled(broadcast, send, people.get(send.userId.toHexString()))));
    if (settled.length === batch.length) await this.store.pass(delivery, batch);
  }

  private async peopleOf(batch: BroadcastSend[]): Promise<People> {
    const people = await this.directory.findAll(batch.map(({ userId }) => userId));
    return new Map(people.map((person) => [person._id.toHexString(), person]));
  }
}

/** What another process has under way is left to it. */
function isToSend({ state, at }: BroadcastSend): boolean {
  return state === 'queued' || (state === 'sending' && at.getTime() + ABANDONED_MS <= Date.now());
}

function toRecipient({ _id, name, email, timeZone }: User) {
  return { userId: _id.toHexString(), name, email: email ?? null, timeZone };
}

function toMessage(broadcast: Broadcast, send: BroadcastSend, person: User): ChannelMessage {
  const locale = localeFor(broadcast, person);
  const { title = '', text = '' } = broadcast.variants[locale] ?? {};
  const broadcastId = broadcast._id.toHexString();
  const key = `${broadcastId}:${send.channel}:${send.userId.toHexString()}`;
  return { broadcastId, locale, title, text, link: broadcast.link, key };
}

function toSettled(broadcast: Broadcast, send: BroadcastSend, person: User | undefined): SettledSend {
  const { _id: id, userId, state, reason, at } = send;
  const outcome = state === 'skipped' || state === 'failed' ? { kind: state, reason: reason ?? 'noAddress' } : SENT;
  const { title = '' } = broadcast.variants[localeFor(broadcast, person)] ?? {};
  return { id, userId, broadcastId: broadcast._id.toHexString(), title, outcome, at };
}

function localeFor({ variants, defaultLocale }: Broadcast, person: User | undefined): Locale {
  return person && variants[person.locale] ? person.locale : defaultLocale;
}
