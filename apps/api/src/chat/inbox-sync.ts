import type { InboxSyncDto, KnownChatDto, SyncInboxInput } from '@app/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { type Actor, isStaff } from '../auth/actor';
import { EpochService } from '../common/epoch.service';
import { GroupLine } from '../common/group-line';
import { toObjectId } from '../common/object-id';
import { RateLimits } from '../common/rate-limit';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import { NotificationService } from '../notification/notification.service';
import { Chat } from './chat.schema';
import { ChatList, type Counted } from './chat-list';
import { ChatViews } from './chat-views';
import { NewestChats } from './newest-chats';

/** Everybody who comes back asks for what they missed. All at once they would hold up those who talk. */
const LINE = {
  groupsAtOnce: 2,
  everyMs: 20,
  /** In chats: those of a group are in memory together. */
  weightMax: 64,
  /** Well below `ackTimeoutMs`, after which a client takes the socket for dead. */
  waitMaxMs: 3_000,
};
/** Who holds nothing yet may have many. */
const WEIGHT_OF_ALL = 4;

interface Job {
  actor: Actor;
  input: SyncInboxInput;
  isWanted: () => boolean;
}

/**
 * What a client missed of its list, found by comparing what it holds with what is so. A counter per person that every
 * message raises would cost one write per member and message; a comparison costs one read per reconnect and cannot
 * have a gap. Those who come back together are answered together, with a few commands for all of them.
 */
@Injectable()
export class InboxSync {
  private readonly line = new GroupLine<Job, InboxSyncDto>((jobs) => this.syncAll(jobs), {
    ...LINE,
    weigh: ({ input: { known } }) => known.length || WEIGHT_OF_ALL,
    isWanted: (job) => job.isWanted(),
  });

  constructor(
    @InjectModel(Chat.name) private readonly chats: Model<Chat>,
    private readonly newest: NewestChats,
    private readonly list: ChatList,
    private readonly views: ChatViews,
    private readonly notifications: NotificationService,
    private readonly epoch: EpochService,
    private readonly limits: RateLimits,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** `isWanted` is asked when it is their turn: nothing is looked up for who is gone by then. */
  async sync(actor: Actor, input: SyncInboxInput, isWanted = () => true): Promise<InboxSyncDto> {
    await this.limits.consume('inboxSync', actor.id);
    return this.line.run({ actor, input, isWanted });
  }

  private async syncAll(jobs: Job[]): Promise<InboxSyncDto[]> {
    const { syncPageMax } = this.config.limits;
    const actors = jobs.map(({ actor }) => actor);
    const newest = await this.newest.of(actors, syncPageMax + 1);
    // What each asks from here on is asked by all of them in one turn, and is one command there.
    return Promise.all(jobs.map((job, index) => this.syncOne(job, newest[index] ?? [])));
  }

  private async syncOne({ actor, input: { epoch, known } }: Job, newest: Chat[]): Promise<InboxSyncDto> {
    const reset = epoch !== undefined && epoch !== this.epoch.current;
    const held = new Map((reset ? [] : known).map((chat) => [chat.chatId, chat]));
    const { syncPageMax } = this.config.limits;
    const hasMore = newest.length > syncPageMax;
    const found = newest.slice(0, syncPageMax);
    const missing = new Set(held.keys());
    for (const chat of found) missing.delete(chat._id.toHexString());
    const older = await this.accessible(actor, [...missing]);
    for (const chat of older) missing.delete(chat._id.toHexString());
    const [counted, notificationCounts] = await Promise.all([
      this.differing(actor, [...found, ...older], held),
      this.notifications.counts(actor),
    ]);
    const [chats, counts] = await Promise.all([
      this.views.presentAll(actor, counted),
      // Mostly these are all there are, and need not be read again.
      hasMore ? this.list.counts(actor) : this.list.countOf(actor, found, counted),
    ]);
    return { epoch: this.epoch.current, reset, chats, goneIds: [...missing], counts, notificationCounts, hasMore };
  }

  private async accessible(actor: Actor, ids: string[]): Promise<Chat[]> {
    if (ids.length === 0) return [];
    const isMember = { 'members.userId': toObjectId(actor.id) };
    return this.chats
      .find({
        _id: { $in: ids.map(toObjectId) },
        ...(isStaff(actor) ? { $or: [isMember, { type: 'support' }] } : isMember),
      })
      .lean<Chat[]>()
      .exec();
  }

  /** Compared as the viewer sees them: hidden reads are no difference. Unread is counted only for what is sent. */
  private async differing(actor: Actor, chats: Chat[], held: Map<string, KnownChatDto>): Promise<Counted[]> {
    const now = await this.views.known(actor, chats);
    const changed = chats.filter((_, index) => !isSame(now[index], held));
    return this.list.count(actor, changed);
  }
}

function isSame(now: KnownChatDto | undefined, held: Map<string, KnownChatDto>): boolean {
  const then = now && held.get(now.chatId);
  return then?.headRev === now?.headRev && then?.infoRev === now?.infoRev && then?.markers === now?.markers;
}
