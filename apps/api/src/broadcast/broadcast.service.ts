import { createHash } from 'node:crypto';
import type {
  AudienceInput,
  BroadcastDto,
  BroadcastPreviewDto,
  CreateBroadcastInput,
  CreatedBroadcastDto,
  Page,
} from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '../auth/actor';
import { AppError, forbidden } from '../common/app-error';
import { Cursors } from '../common/cursor';
import { isDuplicateKey } from '../common/mongo-error';
import { newObjectId, toObjectId } from '../common/object-id';
import type { PageQueryDto } from '../common/page.dto';
import { RateLimits } from '../common/rate-limit';
import { Broadcaster } from '../realtime/broadcaster';
import { UserService } from '../user/user.service';
import { toAudience, usersIn } from './audience';
import { toBroadcastDto } from './broadcast.presenter';
import { Broadcast, BroadcastReceipt } from './broadcast.schema';

const CURSOR = 'broadcasts';
/** Above this many sockets, clients spread their refetch over this long. */
const JITTER_ABOVE_SOCKETS = 1_000;
const JITTER_MS = 30_000;

/** Composing and publishing broadcasts. Routes are for admins; the bell reads through BroadcastFeed. */
@Injectable()
export class BroadcastService {
  constructor(
    @InjectModel(Broadcast.name) private readonly broadcasts: Model<Broadcast>,
    @InjectModel(BroadcastReceipt.name) private readonly receipts: Model<BroadcastReceipt>,
    private readonly users: UserService,
    private readonly broadcaster: Broadcaster,
    private readonly cursors: Cursors,
    private readonly limits: RateLimits,
  ) {}

  /** Publishes at once. The same broadcastId publishes once. */
  async create(actor: Actor, input: CreateBroadcastInput): Promise<CreatedBroadcastDto> {
    if (!input.variants[input.defaultLocale]) {
      throw new AppError('VALIDATION', 'The default language has no text.', { fields: { variants: 'incomplete' } });
    }
    await this.limits.consume('broadcast', actor.id);
    const { recipients } = await this.preview(input.audience);
    if (recipients === 0) throw new AppError('EMPTY_AUDIENCE', 'Nobody would get this broadcast.');
    const broadcast = build(actor, input);
    try {
      await this.broadcasts.collection.insertOne(broadcast);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return this.repeat(broadcast);
    }
    const jitterMs = this.broadcaster.socketCount > JITTER_ABOVE_SOCKETS ? JITTER_MS : 0;
    this.broadcaster.toEverybody('broadcast', { broadcastId: broadcast._id.toHexString(), jitterMs });
    return { broadcast: await this.present(broadcast), duplicate: false };
  }

  async preview(audience: AudienceInput | undefined): Promise<BroadcastPreviewDto> {
    return { recipients: await this.users.count(usersIn(toAudience(audience), new Date())) };
  }

  async list(actor: Actor, { cursor, limit }: PageQueryDto): Promise<Page<BroadcastDto>> {
    const start = cursor ? this.cursors.read(CURSOR, actor.id, cursor) : null;
    const rows = await this.broadcasts
      .find(start ? { _id: { $lt: toObjectId(String(start[0])) } } : {})
      .sort({ _id: -1 })
      .limit(limit + 1)
      .lean<Broadcast[]>()
      .exec();
    const items = await Promise.all(rows.slice(0, limit).map((row) => this.present(row)));
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? this.cursors.write(CURSOR, actor.id, [last.id]) : null };
  }

  async get(id: string): Promise<BroadcastDto> {
    const broadcast = await this.broadcasts.findById(toObjectId(id)).lean<Broadcast>().exec();
    if (!broadcast) throw forbidden();
    return this.present(broadcast);
  }

  private async repeat(again: Broadcast): Promise<CreatedBroadcastDto> {
    const first = await this.broadcasts.findOne({ clientId: again.clientId }).lean<Broadcast>().exec();
    if (first?.bodyHash !== again.bodyHash) {
      throw new AppError('BROADCAST_ID_REUSED', 'This broadcastId was used for another broadcast.');
    }
    return { broadcast: await this.present(first), duplicate: true };
  }

  private async present(broadcast: Broadcast): Promise<BroadcastDto> {
    const broadcastId = broadcast._id;
    const [recipients, seen, read] = await Promise.all([
      this.users.count(usersIn(broadcast.audience, broadcast.publishAt ?? new Date())),
      this.receipts.countDocuments({ broadcastId }),
      this.receipts.countDocuments({ broadcastId, readAt: { $ne: null } }),
    ]);
    return toBroadcastDto(broadcast, { recipients, seen, read });
  }
}

function build(actor: Actor, { broadcastId, variants, defaultLocale, audience }: CreateBroadcastInput): Broadcast {
  const now = new Date();
  const body = { variants: JSON.parse(JSON.stringify(variants)), defaultLocale, audience: toAudience(audience) };
  return {
    _id: newObjectId(),
    clientId: broadcastId,
    bodyHash: createHash('sha256').update(JSON.stringify(body)).digest('base64url'),
    ...body,
    state: 'sent',
    publishAt: now,
    expiresAt: null,
    createdBy: toObjectId(actor.id),
    createdAt: now,
  };
}
