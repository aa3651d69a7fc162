import type { BroadcastChannel } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import type { ObjectId } from '../common/object-id';
import type { User } from '../user/user.schema';
import { UserDirectory } from '../user/user-directory';
import { usersIn } from './audience';
import type { Broadcast } from './broadcast.schema';
import { type ChannelMessage, type ChannelOutcome, type ChannelSender, ChannelSenders } from './channel-sender';
import type { BroadcastDelivery, BroadcastSend } from './delivery.schema';
import { DeliveryStore } from './delivery-store';

export const BATCH_SIZE = 500;
/** A run ends after this, so that a pause is obeyed soon and other jobs get their turn; the next one goes on where it stopped. */
const RUN_MS = 1_000;
const OPEN: ReadonlySet<string> = new Set(['queued', 'sending']);
const GONE: ChannelOutcome = { kind: 'skipped', reason: 'account is gone' };

/**
 * E-mail and push of a broadcast, in batches. People are claimed, then written to one after the other: each is marked before it is
 * sent and after. So a process that dies leaves at most the one that was under way, and that one is sent again and marked.
 */
@Injectable()
export class BroadcastDeliverer {
  constructor(
    private readonly store: DeliveryStore,
    private readonly directory: UserDirectory,
    private readonly senders: ChannelSenders,
  ) {}

  /** Does a part of the work; true when all of it is done. Throws when the channel does not work now. */
  async run(broadcast: Broadcast & { publishedAt: Date }, channel: BroadcastChannel): Promise<boolean> {
    const sender = this.senders.of(channel);
    if (!sender) throw new Error(`nothing sends on ${channel}`);
    const delivery = await this.store.open(broadcast._id, channel);
    if (delivery.isDone) return true;
    let batch = await this.store.batchOf(delivery, BATCH_SIZE);
    if (batch.length === 0) {
      const { audience, publishedAt } = broadcast;
      const ids = await this.directory.idsAfter(usersIn(audience), delivery.after, publishedAt, BATCH_SIZE);
      if (ids.length === 0) {
        await this.store.finish(delivery);
        return true;
      }
      await this.store.claim(delivery, ids);
      batch = await this.store.batchOf(delivery, BATCH_SIZE);
    }
    await this.sendTo(broadcast, delivery, batch, sender);
    const after = await this.store.batchOf(delivery, batch.length);
    if (after.every(({ state }) => !OPEN.has(state))) await this.store.pass(delivery, after);
    return false;
  }

  private async sendTo(
    broadcast: Broadcast,
    delivery: BroadcastDelivery,
    batch: BroadcastSend[],
    sender: ChannelSender,
  ): Promise<void> {
    const until = Date.now() + RUN_MS;
    const open = batch.filter(({ state }) => OPEN.has(state));
    const people = await this.peopleOf(open.map(({ userId }) => userId));
    let done: Parameters<DeliveryStore['step']>[0] = null;
    for (const send of open) {
      if (Date.now() > until) break;
      if (!(await this.store.step(done, send))) return;
      done = null;
      const person = people.get(send.userId.toHexString());
      try {
        done = {
          send,
          outcome: person ? await sender.send(toRecipient(person), toMessage(broadcast, send, person)) : GONE,
        };
      } catch (error) {
        await this.store.putBack(delivery, send);
        throw error;
      }
    }
    await this.store.step(done, null);
  }

  private async peopleOf(ids: ObjectId[]): Promise<Map<string, User>> {
    const people = await this.directory.findAll(ids);
    return new Map(people.map((person) => [person._id.toHexString(), person]));
  }
}

function toRecipient({ _id, name, email, timeZone }: User) {
  return { userId: _id.toHexString(), name, email: email ?? null, timeZone };
}

function toMessage(
  { _id, variants, defaultLocale, link }: Broadcast,
  send: BroadcastSend,
  person: User,
): ChannelMessage {
  const locale = variants[person.locale] ? person.locale : defaultLocale;
  const { title = '', text = '' } = variants[locale] ?? {};
  const broadcastId = _id.toHexString();
  return { broadcastId, locale, title, text, link, key: `${broadcastId}:${send.channel}:${send.userId.toHexString()}` };
}
