import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { AttachmentUse } from '../attachment/attachment.schema';
import { AttachmentSweep } from '../attachment/attachment-sweep';
import { log } from '../common/log';
import { Message } from './message.schema';

const EVERY_MS = 600_000;

/** Removes files that nobody sent, now and then. Only this room knows whether a file's message was stored. */
@Injectable()
export class FileSweeper implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<unknown> = Promise.resolve();

  constructor(
    @InjectModel(Message.name) private readonly messages: Model<Message>,
    private readonly files: AttachmentSweep,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.sweeping = this.sweep().catch((err: unknown) => log.error({ err }, 'sweep of files failed'));
    }, EVERY_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.sweeping;
  }

  async sweep(now = Date.now()): Promise<number> {
    const count = await this.files.run((id, use) => this.isSent(id, use), now);
    if (count > 0) log.info({ count }, 'files removed that nobody sent');
    return count;
  }

  /** A tombstone keeps its files too: moderators may read them. */
  private async isSent(id: string, { chatId, senderId, clientMsgId }: AttachmentUse): Promise<boolean> {
    return (await this.messages.exists({ chatId, senderId, clientMsgId, 'attachments.id': id })) !== null;
  }
}
