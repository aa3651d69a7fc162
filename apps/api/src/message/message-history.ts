import type { ChatChangesDto, MessagePageDto } from '@app/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { AppError } from '../common/app-error';
import { EpochService } from '../common/epoch.service';
import { toObjectId } from '../common/object-id';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import { metrics } from '../ops/metrics';
import type { ChangesQueryDto, MessagePageQueryDto } from './message.dto';
import { toMessageDto } from './message.presenter';
import { Message, PUBLIC_FIELDS } from './message.schema';

/** Reading a chat: pages by seq for people, changes by rev for clients. Callers have checked access. */
@Injectable()
export class MessageHistory {
  constructor(
    @InjectModel(Message.name) private readonly messages: Model<Message>,
    private readonly epoch: EpochService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The rev is read before the page, so a sync from it can repeat but never miss a change. */
  async page(chatId: string, query: MessagePageQueryDto): Promise<MessagePageDto> {
    const { before, after, around, limit } = query;
    if ([before, after, around].filter((edge) => edge !== undefined).length > 1) {
      throw new AppError('VALIDATION', 'Give only one of before, after and around.');
    }
    const headRev = await this.headRev(chatId);
    if (after !== undefined) return { ...(await this.newer(chatId, after, limit)), hasBefore: after > 0, headRev };
    if (around === undefined) {
      const older = await this.older(chatId, before ?? Number.MAX_SAFE_INTEGER, limit);
      return { ...older, hasAfter: before !== undefined && (await this.exists(chatId, before)), headRev };
    }
    const half = Math.ceil(limit / 2);
    const [older, newer] = await Promise.all([
      this.older(chatId, around, half),
      this.newer(chatId, around - 1, limit - half + 1),
    ]);
    const items = [...older.items, ...newer.items];
    return { items, hasBefore: older.hasBefore, hasAfter: newer.hasAfter, headRev };
  }

  async changes(chatId: string, { sinceRev, epoch }: ChangesQueryDto): Promise<ChatChangesDto> {
    const { syncPageMax, syncMaxBehind } = this.config.limits;
    const headRev = await this.headRev(chatId);
    const isOtherEpoch = epoch !== undefined && epoch !== this.epoch.current;
    if (isOtherEpoch || sinceRev > headRev || headRev - sinceRev > syncMaxBehind) {
      metrics.syncs.inc({ outcome: 'reset' });
      return { chatId, reset: true, items: [], upToRev: sinceRev, headRev, hasMore: false };
    }
    const rows = await this.messages
      .find({ chatId: toObjectId(chatId), rev: { $gt: sinceRev } }, PUBLIC_FIELDS)
      .sort({ rev: 1 })
      .limit(syncPageMax)
      .lean<Message[]>()
      .exec();
    metrics.syncs.inc({ outcome: rows.length > 0 ? 'filled' : 'current' });
    const upToRev = rows.at(-1)?.rev ?? sinceRev;
    const hasMore = rows.length === syncPageMax && upToRev < headRev;
    return { chatId, reset: false, items: rows.map(toMessageDto), upToRev, headRev, hasMore };
  }

  private async headRev(chatId: string): Promise<number> {
    const newest = await this.messages
      .findOne({ chatId: toObjectId(chatId) }, { rev: 1, _id: 0 })
      .sort({ rev: -1 })
      .lean<Message>()
      .exec();
    return newest?.rev ?? 0;
  }

  private async older(chatId: string, before: number, limit: number) {
    const rows = await this.messages
      .find({ chatId: toObjectId(chatId), seq: { $lt: before } }, PUBLIC_FIELDS)
      .sort({ seq: -1 })
      .limit(limit + 1)
      .lean<Message[]>()
      .exec();
    return { items: rows.slice(0, limit).reverse().map(toMessageDto), hasBefore: rows.length > limit };
  }

  private async newer(chatId: string, after: number, limit: number) {
    const rows = await this.messages
      .find({ chatId: toObjectId(chatId), seq: { $gt: after } }, PUBLIC_FIELDS)
      .sort({ seq: 1 })
      .limit(limit + 1)
      .lean<Message[]>()
      .exec();
    return { items: rows.slice(0, limit).map(toMessageDto), hasAfter: rows.length > limit };
  }

  private async exists(chatId: string, fromSeq: number): Promise<boolean> {
    const row = await this.messages
      .findOne({ chatId: toObjectId(chatId), seq: { $gte: fromSeq } }, { _id: 1 })
      .lean()
      .exec();
    return row !== null;
  }
}
