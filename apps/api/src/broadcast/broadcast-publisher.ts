import type { BroadcastChannel } from '@app/contracts';
import { Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { StartUpkeep } from '../common/start-upkeep';
import { JobService } from '../job/job.service';
import { UserDirectory } from '../user/user-directory';
import { usersIn } from './audience';
import type { Broadcast } from './broadcast.schema';
import { BroadcastDeliverer } from './broadcast-deliverer';
import { BroadcastMigration } from './broadcast-migration';
import { BroadcastStore } from './broadcast-store';
import { DeliveryStore } from './delivery-store';
import { LiveBroadcasts } from './live-broadcasts';

const PUBLISH = 'broadcast.publish';
const FOLLOW_UP = 'broadcast.followUp';
const DELIVER = 'broadcast.deliver';
const EXPIRE = 'broadcast.expire';

/**
 * What happens to broadcasts by themselves: they go out at their time, their readers are counted, e-mail and push follow in batches,
 * and they end. All of it by jobs, which are asked for again at the start and change nothing when they were done.
 */
@Injectable()
export class BroadcastPublisher implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    private readonly store: BroadcastStore,
    private readonly jobs: JobService,
    private readonly live: LiveBroadcasts,
    private readonly directory: UserDirectory,
    private readonly deliveries: DeliveryStore,
    private readonly deliverer: BroadcastDeliverer,
    private readonly migration: BroadcastMigration,
    private readonly upkeep: StartUpkeep,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(PUBLISH, ({ data }) => this.publish(String(data.id), Number(data.turn)));
    this.jobs.handle(FOLLOW_UP, ({ data }) => this.followUp(String(data.id)));
    this.jobs.handle(DELIVER, ({ data }) =>
      this.deliver(String(data.id), data.channel as BroadcastChannel, Number(data.turn), Number(data.run)),
    );
    this.jobs.handle(EXPIRE, ({ data }) => this.expire(String(data.id)));
  }

  onApplicationBootstrap(): Promise<void> {
    return this.upkeep.run('broadcasts', () => this.catchUp());
  }

  /** A process that was killed may have written what other processes have not been told of. */
  private async catchUp(): Promise<void> {
    await this.migration.run();
    await this.live.renew();
    for (const broadcast of await this.store.unfinished()) await this.settle(broadcast);
  }

  /** Stores whatever is to follow from the state that a broadcast is in. May be repeated. */
  async settle(broadcast: Broadcast): Promise<void> {
    const { state, turn, publishAt, publishedAt, expiresAt } = broadcast;
    const id = broadcast._id.toHexString();
    if (state === 'scheduled' && publishAt) await this.schedule(PUBLISH, `${id}:${turn}`, { id, turn }, publishAt);
    if (publishedAt && (state === 'sending' || broadcast.recipients === null)) {
      await this.schedule(FOLLOW_UP, `${id}:${turn}`, { id });
    }
    if (expiresAt) await this.schedule(EXPIRE, `${id}:${expiresAt.getTime()}`, { id }, expiresAt);
  }

  /** It is in the bells: they are told, and the rest follows by itself. */
  async published(broadcast: Broadcast): Promise<void> {
    await Promise.all([this.live.changed(broadcast._id.toHexString()), this.settle(broadcast)]);
  }

  async withdrawn(broadcast: Broadcast): Promise<void> {
    if (broadcast.publishedAt) await this.live.changed(broadcast._id.toHexString());
  }

  /** One that is scheduled in this turn goes out. */
  async publish(id: string, turn: number): Promise<void> {
    const scheduled = await this.store.find(id);
    if (scheduled?.turn !== turn) return;
    const change = { $set: { ...publishedState(scheduled), publishedAt: new Date(), isLive: true } };
    const broadcast = await this.store.move(id, ['scheduled'], change, { turn });
    if (broadcast) await this.published(broadcast);
    // A process that died right after the write told nobody.
    else if (scheduled.isLive) await this.published(scheduled);
  }

  /** Counting a large audience takes longer than publishing to it. */
  private async followUp(id: string): Promise<void> {
    const broadcast = await this.store.find(id);
    if (!broadcast?.publishedAt) return;
    if (broadcast.recipients === null) {
      const recipients = await this.directory.count(usersIn(broadcast.audience), broadcast.publishedAt);
      await this.store.saveRecipients(broadcast, recipients);
    }
    if (broadcast.state !== 'sending') return;
    for (const channel of broadcast.channels) await this.scheduleRun(broadcast, channel, 0);
  }

  private async deliver(id: string, channel: BroadcastChannel, turn: number, run: number): Promise<void> {
    const broadcast = await this.store.find(id);
    if (!isBeingSent(broadcast) || broadcast.turn !== turn) return;
    const nextAt = await this.deliverer.run(broadcast, channel);
    if (nextAt) await this.scheduleRun(broadcast, channel, run + 1, nextAt);
    else if (await this.deliveries.areAllDone(broadcast)) {
      await this.store.move(id, ['sending'], { $set: { state: 'sent' } }, { turn });
    }
  }

  private async expire(id: string): Promise<void> {
    const from = ['scheduled', 'sending', 'paused', 'sent'] as const;
    const ended = { $set: { state: 'expired', isLive: false } } as const;
    const broadcast = await this.store.move(id, from, ended, { expiresAt: { $lte: new Date() } });
    if (broadcast) await this.withdrawn(broadcast);
  }

  private scheduleRun({ _id, turn }: Broadcast, channel: BroadcastChannel, run: number, at?: Date): Promise<void> {
    const id = _id.toHexString();
    return this.schedule(DELIVER, `${id}:${channel}:${turn}:${run}`, { id, channel, turn, run }, at);
  }

  private async schedule(
    kind: string,
    key: string,
    data: Record<string, string | number>,
    runAt = new Date(),
  ): Promise<void> {
    await this.jobs.schedule({ kind, key, runAt, data });
  }
}

/** The bell has it at once; other channels take their time. */
export function publishedState({ channels }: Pick<Broadcast, 'channels'>): Pick<Broadcast, 'state'> {
  return { state: channels.length > 0 ? 'sending' : 'sent' };
}

function isBeingSent(broadcast: Broadcast | null): broadcast is Broadcast & { publishedAt: Date } {
  return broadcast !== null && broadcast.state === 'sending' && broadcast.publishedAt !== null;
}
