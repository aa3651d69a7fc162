import type { NotificationDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { toObjectId } from '../../common/object-id';
import { UserService } from '../../user/user.service';
import { toNotificationDto } from '../notification.presenter';
import { Notification } from '../notification.schema';
import type { Occasion } from './occasion';

/** What the bell says about an occasion now: edited, deleted and read show there first. */
@Injectable()
export class OccasionRows {
  constructor(
    @InjectModel(Notification.name) private readonly rows: Model<Notification>,
    private readonly users: UserService,
  ) {}

  /** Null when no row stands for it, because the person does not want it in the bell. */
  async find({ userId, groupKey, seq }: Occasion): Promise<NotificationDto | null> {
    const row = await this.rows
      .findOne({ userId: toObjectId(userId), groupKey })
      .sort({ updatedAt: -1 })
      .lean<Notification>()
      .exec();
    if (!row || row.lastSeq < seq) return null;
    const users = await this.users.summariesOf(row.senderId ? [row.senderId.toHexString()] : []);
    return toNotificationDto(row, users);
  }
}
