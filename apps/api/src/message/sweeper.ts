import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Chat } from '../chat/chat.schema';
import { log } from '../common/log';
import type { ObjectId } from '../common/object-id';
import { HeadAudit } from './head-audit';

const EVERY_MS = 60_000;
/** Chats a minute: two looks at an index each, so a few milliseconds a second. */
const CHATS_A_ROUND = 500;

/**
 * A crash between a message's write and its chat's head, which no retry of the sender made good, is found here: the
 * sweeper goes round all chats, some a minute, and brings behind heads and previews up to their messages.
 */
@Injectable()
export class Sweeper implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> = Promise.resolve();
  private after: ObjectId | null = null;

  constructor(
    @InjectModel(Chat.name) private readonly chats: Model<Chat>,
    private readonly heads: HeadAudit,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.sweeping = this.sweep().catch((err: unknown) => log.error({ err }, 'sweep failed'));
    }, EVERY_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.sweeping;
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
