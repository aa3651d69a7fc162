import type {
  AudienceInput,
  BroadcastChoicesDto,
  BroadcastDto,
  BroadcastHistoryDto,
  BroadcastPreviewDto,
  CreateBroadcastInput,
  CreatedBroadcastDto,
  Page,
  ScheduleBroadcastInput,
  UpdateBroadcastInput,
} from '@app/contracts';
import { LOCALES } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { AppError } from '../common/app-error';
import { Cursors } from '../common/cursor';
import { newObjectId, toObjectId } from '../common/object-id';
import type { PageQueryDto } from '../common/page.dto';
import { RateLimits } from '../common/rate-limit';
import { UserDirectory } from '../user/user-directory';
import { usersIn } from './audience';
import { toBroadcastDto } from './broadcast.presenter';
import type { Broadcast } from './broadcast.schema';
import { BATCH_SIZE } from './broadcast-deliverer';
import { BroadcastDrafts, hashOf, publishTimeOf } from './broadcast-draft';
import { BroadcastFigures } from './broadcast-figures';
import { BroadcastPublisher, publishedState } from './broadcast-publisher';
import { BroadcastStore } from './broadcast-store';
import { ChannelSenders } from './channel-sender';
import { DeliveryStore, waiting } from './delivery-store';

const CURSOR = 'broadcasts';
const NOTHING_DONE = { seen: 0, read: 0, clicked: 0 };

/** What admins do with broadcasts. The bell reads through BroadcastFeed; what happens by itself is BroadcastPublisher's. */
@Injectable()
export class BroadcastService {
  constructor(
    private readonly store: BroadcastStore,
    private readonly drafts: BroadcastDrafts,
    private readonly publisher: BroadcastPublisher,
    private readonly figures: BroadcastFigures,
    private readonly deliveries: DeliveryStore,
    private readonly senders: ChannelSenders,
    private readonly directory: UserDirectory,
    private readonly cursors: Cursors,
    private readonly limits: RateLimits,
  ) {}

  /** Publishes at once, schedules, or keeps a draft. The same broadcastId does so once. */
  async create(actor: Actor, input: CreateBroadcastInput): Promise<CreatedBroadcastDto> {
    const known = await this.store.findByClientId(input.broadcastId);
    if (known) return this.repeat(known, input);
    await this.limits.consume('broadcast', actor.id);
    const body = await this.drafts.bodyOf(input);
    const publishAt = input.isDraft ? null : publishTimeOf(input.publishAt, body.expiresAt);
    const recipients = input.isDraft ? null : await this.drafts.requireSomebody(body.audience);
    const now = new Date();
    const isNow = !input.isDraft && publishAt === null;
    const broadcast: Broadcast = {
      ...body,
      _id: newObjectId(),
      clientId: input.broadcastId,
      bodyHash: hashOf(input),
      ...(isNow ? publishedState(body) : { state: input.isDraft ? ('draft' as const) : ('scheduled' as const) }),
      isLive: isNow,
      publishAt: isNow ? now : publishAt,
      timeZone: input.publishAt?.timeZone ?? null,
      publishedAt: isNow ? now : null,
      turn: 0,
      recipients: isNow ? recipients : null,
      createdBy: toObjectId(actor.id),
      createdAt: now,
      updatedAt: now,
    };
    if (!(await this.store.insert(broadcast))) {
      return this.repeat((await this.store.findByClientId(input.broadcastId)) as Broadcast, input);
    }
    await (isNow ? this.publisher.published(broadcast) : this.publisher.settle(broadcast));
    // Nobody can have seen it yet: nothing is counted.
    return { broadcast: toBroadcastDto(broadcast, NOTHING_DONE, waiting(broadcast)), duplicate: false };
  }

  async update(id: string, input: UpdateBroadcastInput): Promise<BroadcastDto> {
    const body = await this.drafts.bodyOf(input);
    return this.present(await this.store.requireMove(id, ['draft'], { $set: body }));
  }

  async schedule(actor: Actor, id: string, input: ScheduleBroadcastInput): Promise<BroadcastDto> {
    await this.limits.consume('broadcast', actor.id);
    const { audience, expiresAt } = await this.store.require(id);
    const publishAt = publishTimeOf(input.publishAt, expiresAt);
    await this.drafts.requireSomebody(audience);
    const change = {
      $set: {
        state: 'scheduled' as const,
        publishAt: publishAt ?? new Date(),
        timeZone: input.publishAt?.timeZone ?? null,
      },
      $inc: { turn: 1 },
    };
    const broadcast = await this.store.requireMove(id, ['draft', 'scheduled'], change);
    return this.follow(broadcast, publishAt === null);
  }

  /** Holds what is scheduled, or e-mail and push that are on their way; what is in the bells stays there. */
  async pause(id: string): Promise<BroadcastDto> {
    const change = { $set: { state: 'paused' as const }, $inc: { turn: 1 } };
    return this.present(await this.store.requireMove(id, ['scheduled', 'sending'], change));
  }

  /** One whose time has passed meanwhile goes out at once. */
  async resume(id: string): Promise<BroadcastDto> {
    const { publishedAt } = await this.store.require(id);
    const state = publishedAt ? ('sending' as const) : ('scheduled' as const);
    const broadcast = await this.store.requireMove(id, ['paused'], { $set: { state }, $inc: { turn: 1 } });
    return this.follow(broadcast, false);
  }

  /** Takes it out of every bell; e-mail and push that are not out yet stay unsent. */
  async cancel(id: string): Promise<BroadcastDto> {
    const change = { $set: { state: 'cancelled' as const, isLive: false }, $inc: { turn: 1 } };
    const from = ['scheduled', 'sending', 'paused', 'sent'] as const;
    const broadcast = await this.store.requireMove(id, from, change);
    await this.publisher.withdrawn(broadcast);
    return this.present(broadcast);
  }

  removeDraft(id: string): Promise<void> {
    return this.store.removeDraft(id);
  }

  async preview(input: AudienceInput): Promise<BroadcastPreviewDto> {
    const filter = usersIn(await this.drafts.audienceOf(input));
    const locales = await this.directory.countByLocale(filter);
    return { recipients: LOCALES.reduce((sum, locale) => sum + locales[locale], 0), locales };
  }

  async choices(): Promise<BroadcastChoicesDto> {
    return { ...(await this.directory.choices()), channels: this.senders.available };
  }

  async list(actor: Actor, { cursor, limit }: PageQueryDto): Promise<Page<BroadcastDto>> {
    const start = cursor ? String(this.cursors.read(CURSOR, actor.id, cursor)[0]) : null;
    const rows = await this.store.page(start, limit + 1);
    const items = await Promise.all(rows.slice(0, limit).map((row) => this.present(row)));
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? this.cursors.write(CURSOR, actor.id, [last.id]) : null };
  }

  async get(id: string): Promise<BroadcastDto> {
    return this.present(await this.store.require(id));
  }

  async history(id: string): Promise<BroadcastHistoryDto> {
    return this.figures.history(await this.store.require(id));
  }

  /** A first request that was cut off after its write is completed by its repeat. */
  private async repeat(first: Broadcast, input: CreateBroadcastInput): Promise<CreatedBroadcastDto> {
    if (first.bodyHash !== hashOf(input)) {
      throw new AppError('BROADCAST_ID_REUSED', 'This broadcastId was used for another broadcast.');
    }
    await this.publisher.settle(first);
    return { broadcast: await this.present(first), duplicate: true };
  }

  private async follow(broadcast: Broadcast, isAtOnce: boolean): Promise<BroadcastDto> {
    await this.publisher.settle(broadcast);
    if (isAtOnce) await this.publisher.publish(broadcast._id.toHexString(), broadcast.turn);
    return this.get(broadcast._id.toHexString());
  }

  private async present(broadcast: Broadcast): Promise<BroadcastDto> {
    const [figures, deliveries] = await Promise.all([
      this.figures.of(broadcast),
      this.deliveries.progressOf(broadcast, BATCH_SIZE),
    ]);
    return toBroadcastDto(broadcast, figures, deliveries);
  }
}
