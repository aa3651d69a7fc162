import { Injectable } from '@nestjs/common';
import type { Chat } from '../chat/chat.schema';
import { ChatCache } from '../chat/chat-cache';
import { NotificationService } from '../notification/notification.service';
import { BellFollower } from './bell-follower';
import { compare, type Difference } from './difference';
import { PLAIN_GIST } from './quote';

/** Whether the bell rows of a chat say what its messages and markers say. */
@Injectable()
export class BellAudit {
  constructor(
    private readonly cache: ChatCache,
    private readonly notifications: NotificationService,
    private readonly follower: BellFollower,
  ) {}

  async differences(chat: Chat): Promise<Difference[]> {
    const chatId = chat._id.toHexString();
    const live = await this.cache.get(chatId);
    if (!live) return [];
    const rows = await this.notifications.rowsFrom(chatId, live.members.keys(), 0);
    const found = await Promise.all(
      rows.map(async (row) => {
        const about = (what: string) => `bell ${what} of ${row.userId.toHexString()}`;
        const actual = await this.follower.revisionOf(live, row);
        const repair = () => this.notifications.revise(row, actual);
        return [
          ...compare(chatId, about('text'), row.text, actual.text, repair),
          ...compare(chatId, about('gist'), row.data.gist ?? PLAIN_GIST, actual.gist, repair),
          ...compare(chatId, about('count'), row.count, actual.count, repair),
        ];
      }),
    );
    return found.flat();
  }
}
