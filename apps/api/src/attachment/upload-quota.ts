import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { AppError } from '../common/app-error';
import { toObjectId } from '../common/object-id';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import { Attachment } from './attachment.schema';

const DAY_MS = 86_400_000;

/** How much a person may upload in 24 hours. What is on its way counts too, so that many at once do not get past. */
@Injectable()
export class UploadQuota {
  private readonly onTheWay = new Map<string, number>();

  constructor(
    @InjectModel(Attachment.name) private readonly attachments: Model<Attachment>,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws QUOTA. Answers what gives the room back once the upload is stored or failed. */
  async reserve(ownerId: string, bytes: number): Promise<() => void> {
    const before = this.onTheWay.get(ownerId) ?? 0;
    this.onTheWay.set(ownerId, before + bytes);
    const release = () => this.release(ownerId, bytes);
    try {
      if (before + bytes + (await this.stored(ownerId)) <= this.config.limits.uploadsPerDayMaxBytes) return release;
    } catch (error) {
      release();
      throw error;
    }
    release();
    throw new AppError('QUOTA', 'You have uploaded as much as is possible in a day.', { fields: { file: 'quota' } });
  }

  private release(ownerId: string, bytes: number): void {
    const left = (this.onTheWay.get(ownerId) ?? 0) - bytes;
    if (left > 0) this.onTheWay.set(ownerId, left);
    else this.onTheWay.delete(ownerId);
  }

  private async stored(ownerId: string): Promise<number> {
    const since = new Date(Date.now() - DAY_MS);
    const rows = await this.attachments
      .find({ ownerId: toObjectId(ownerId), createdAt: { $gte: since } }, { size: 1 })
      .lean<Pick<Attachment, 'size'>[]>()
      .exec();
    return rows.reduce((sum, { size }) => sum + size, 0);
  }
}
