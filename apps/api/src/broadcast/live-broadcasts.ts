import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Cluster } from '../cluster/cluster';
import { Broadcaster } from '../realtime/broadcaster';
import { type AudienceMember, membersOf } from './audience';
import { Broadcast, BroadcastVersion } from './broadcast.schema';

/** Live broadcasts looked at for one bell; older ones have left it. */
const LIVE_MAX = 500;
const VERSION_ID = 'live';
/** Above this many sockets, clients spread their refetch over this long. */
const JITTER_ABOVE_SOCKETS = 1_000;
const JITTER_MS = 30_000;

const NOTHING: LiveBroadcast[] = [];

export interface LiveBroadcast {
  id: string;
  broadcast: Broadcast & { publishedAt: Date };
  /** Asked of everybody who opens the bell, so it is made once. */
  isFor: (person: AudienceMember) => boolean;
}

/**
 * What is in the bells now, the latest first. It is the same for everybody, so each process keeps a copy; one small read tells
 * whether that is still the latest, whichever process changed it. A process that is alone knows without.
 */
@Injectable()
export class LiveBroadcasts {
  private copy: { version: number; items: LiveBroadcast[] } | null = null;
  /** The copy is the latest for sure: this process is alone, and has not changed anything since. */
  private isLatest = false;
  private changes = 0;

  constructor(
    @InjectModel(Broadcast.name) private readonly broadcasts: Model<Broadcast>,
    @InjectModel(BroadcastVersion.name) private readonly versions: Model<BroadcastVersion>,
    private readonly broadcaster: Broadcaster,
    private readonly cluster: Cluster,
  ) {}

  /** What this process knows, perhaps of before: the very list that `list` answers when nothing has changed. */
  get known(): LiveBroadcast[] {
    return this.copy?.items ?? NOTHING;
  }

  async list(): Promise<LiveBroadcast[]> {
    if (this.isLatest && this.copy) return this.copy.items;
    const { changes } = this;
    const items = await this.look();
    this.isLatest = this.cluster.isAlone && changes === this.changes;
    return items;
  }

  private async look(): Promise<LiveBroadcast[]> {
    // The version first: rows that are newer than it do no harm, older ones would stay.
    const row = await this.versions.collection.findOne({ _id: VERSION_ID } as object);
    const version = Number(row?.version ?? 0);
    if (this.copy?.version === version) return this.copy.items;
    const found = await this.broadcasts
      .find({ isLive: true })
      .sort({ publishedAt: -1 })
      .limit(LIVE_MAX)
      .lean<LiveBroadcast['broadcast'][]>()
      .exec();
    const items = found.map((broadcast) => ({
      id: broadcast._id.toHexString(),
      broadcast,
      isFor: membersOf(broadcast.audience),
    }));
    this.copy = { version, items };
    return items;
  }

  /** After a write that put a broadcast into the bells, or took it out: every bell asks again. */
  async changed(broadcastId: string): Promise<void> {
    await this.renew();
    const jitterMs = this.broadcaster.socketCount > JITTER_ABOVE_SOCKETS ? JITTER_MS : 0;
    this.broadcaster.toEverybodyInSlices('broadcast', { broadcastId, jitterMs });
  }

  /** Every process looks again. */
  async renew(): Promise<void> {
    this.changes += 1;
    this.isLatest = false;
    await this.versions.updateOne({ _id: VERSION_ID }, { $inc: { version: 1 } }, { upsert: true });
    this.changes += 1;
    this.isLatest = false;
  }
}
