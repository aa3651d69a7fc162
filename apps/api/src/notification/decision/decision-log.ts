import type { ChannelDecisionDto, DecisionDto, Page } from '@app/contracts';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '../../auth/actor';
import { forbidden } from '../../common/app-error';
import { Cursors } from '../../common/cursor';
import { belowPosition } from '../../common/keyset';
import { log } from '../../common/log';
import { errorsOfItems, isDuplicateKey } from '../../common/mongo-error';
import { newObjectId, toObjectId } from '../../common/object-id';
import { partsOf } from '../../common/parts';
import { UserService } from '../../user/user.service';
import type { Occasion } from '../channel/occasion';
import { PEOPLE_AT_ONCE } from '../people-at-once';
import type { DecisionListQueryDto } from './decision.dto';
import { Decision } from './decision.schema';

const CURSOR = 'decisions';
/** What is decided within this time is written together. */
const GATHER_MS = 200;

/** Why people did or did not get something. Written a moment late and never waited for: nothing may ring later because of it. */
@Injectable()
export class DecisionLog implements OnModuleDestroy {
  private waiting: Decision[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @InjectModel(Decision.name) private readonly decisions: Model<Decision>,
    private readonly users: UserService,
    private readonly cursors: Cursors,
  ) {}

  /** `count`: how many events of the group were decided alike at once, of which this is the latest. */
  record(occasion: Occasion, decisions: ChannelDecisionDto[], count = 1): void {
    const { userId, type, category, groupKey, title, senderId, data } = occasion;
    this.waiting.push({
      _id: newObjectId(),
      userId: toObjectId(userId),
      ...{ type, category, groupKey, title, data, decisions, count },
      senderId: senderId === null ? null : toObjectId(senderId),
      at: new Date(),
    });
    this.timer ??= setTimeout(() => void this.flush(), GATHER_MS).unref();
  }

  /** At once, each once by its id, however often it is told. */
  async keep(rows: Decision[]): Promise<void> {
    if (rows.length === 0) return;
    try {
      await this.decisions.collection.insertMany(rows, { ordered: false });
    } catch (failure) {
      if (errorsOfItems(failure, rows.length).some((error) => error && !isDuplicateKey(error))) throw failure;
    }
  }

  async page(actor: Actor, { userId = actor.id, cursor, limit }: DecisionListQueryDto): Promise<Page<DecisionDto>> {
    if (userId !== actor.id && actor.role !== 'admin') throw forbidden();
    // What was decided a moment ago is part of the answer.
    await this.flush();
    const start = cursor ? this.cursors.read(CURSOR, userId, cursor) : null;
    const found = await this.decisions
      .find({ userId: toObjectId(userId), ...belowPosition('at', start) })
      .sort({ at: -1, _id: -1 })
      .limit(limit + 1)
      .lean<Decision[]>()
      .exec();
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const hasMore = found.length > limit && last !== undefined;
    return {
      items: await this.present(rows),
      nextCursor: hasMore ? this.cursors.write(CURSOR, userId, [last.at.getTime(), last._id.toHexString()]) : null,
    };
  }

  async onModuleDestroy(): Promise<void> {
    await this.flush();
  }

  private async present(rows: Decision[]): Promise<DecisionDto[]> {
    const users = await this.users.summariesOf(rows.flatMap(({ senderId }) => senderId?.toHexString() ?? []));
    return rows.map(({ _id, type, category, groupKey, title, senderId, data, decisions, count = 1, at }) => ({
      id: _id.toHexString(),
      ...{ type, category, groupKey, data, decisions, count },
      title: senderId ? (users.get(senderId.toHexString())?.name ?? '') : title,
      at: at.toISOString(),
    }));
  }

  private async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const rows = this.waiting;
    this.waiting = [];
    for (const part of partsOf(rows, PEOPLE_AT_ONCE)) {
      try {
        await this.decisions.collection.insertMany(part, { ordered: false });
      } catch (err) {
        log.warn({ err, count: part.length }, 'decisions not logged');
      }
    }
  }
}
