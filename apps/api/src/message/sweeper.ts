import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Chat } from '../chat/chat.schema';
import { log } from '../common/log';
import type { ObjectId } from '../common/object-id';
import { HeadAudit } from './head-audit';

/** 500 chats a minute, a few at a time: all at once were a second in which everybody waited. */
const EVERY_MS = 3_000;
/** What the process before left behind is repaired by HeadRepair, and a start has enough to do. */
const FIRST_AFTER_MS = 60_000;
const CHATS_A_ROUND = 25;
/** Few chats are not gone round again and again. */
const CIRCLE_MS = 60_000;

/**
 * A crash between a message's write and its chat's head, which no retry of the sender made good, is found here: the
 * sweeper goes round all chats, some a minute, and brings behind heads and previews up to their messages.
 */
@Injectable()
export class Sweeper implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> | null = null;
  private after: ObjectId | null = null;
  private circleBegan = 0;

  constructor(
    @InjectModel(Chat.name) private readonly chats: Model<Chat>,
    private readonly heads: HeadAudit,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setTimeout(() => {
      this.timer = setInterval(() => this.sweepNext(), EVERY_MS).unref();
    }, FIRST_AFTER_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.sweeping;
  }

  /** A round that takes longer than the time between two is let finish. */
  private sweepNext(): void {
    if (this.after === null) {
      if (Date.now() - this.circleBegan < CIRCLE_MS) return;
      this.circleBegan = Date.now();
    }
    this.sweeping ??= this.sweep()
      .catch((err: unknown) => log.error({ err }, 'sweep failed'))
      .finally(() => {
        this.sweeping = null;
      });
  }

  /** One round; begins again with the first chat after the last one. */
  async sweep(limit = CHATS_A_ROUND): Promise<void> {
    const chats = await this.chats
      .find(this.after ? { _id: { $gt: this.after } } : {})
      .sort({ _id: 1 })
      .limit(limit)
      .lean<Chat[]>()
      .exec();
    this.after = chats.length < limit ? null : (chats.at(-1)?._id ?? null);
    for (const chat of chats) await this.repair(chat);
  }

  /** The repair holds only while nobody else writes to the chat, so a message on its way is left alone. */
  private async repair(chat: Chat): Promise<void> {
    const found = await this.heads.differences(chat);
    for (const { what, repair } of found) {
      log.info({ chatId: chat._id.toHexString(), what }, 'left behind, repaired');
      await repair?.();
    }
  }
}
