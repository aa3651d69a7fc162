import type { Locale, NotificationTextDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { Devices, type NewDevice } from '../auth/devices';
import { SessionService, type StolenSession } from '../auth/session.service';
import { log } from '../common/log';
import { NotificationService } from '../notification/notification.service';
import { UserService } from '../user/user.service';
import { newDeviceText, sessionEndedText } from './security-text';
import { deviceName } from './user-agent';

/** Tells people what happened to their account. Each happening is one row, however often it is told. */
@Injectable()
export class SecurityNotices {
  constructor(
    devices: Devices,
    sessions: SessionService,
    private readonly users: UserService,
    private readonly notifications: NotificationService,
  ) {
    devices.onNew((device) => this.newDevice(device));
    sessions.onStolen((session) => this.sessionEnded(session));
  }

  private newDevice({ userId, deviceId, userAgent }: NewDevice): Promise<void> {
    return this.tell(userId, `device:${deviceId}`, (locale) => newDeviceText(locale, deviceName(userAgent)));
  }

  private sessionEnded({ userId, sessionId }: StolenSession): Promise<void> {
    return this.tell(userId, `session:${sessionId}`, sessionEndedText);
  }

  /** In the account's language, as in a letter. What cannot be told must not keep anybody out, or a thief in. */
  private async tell(userId: string, what: string, toText: (locale: Locale) => NotificationTextDto): Promise<void> {
    try {
      const { locale } = await this.users.me(userId);
      const about = { type: 'security' as const, groupKey: `security:${what}`, seq: 1, data: {} };
      await this.notifications.ring(userId, { ...about, ...toText(locale) });
    } catch (err) {
      log.error({ err, userId, what }, 'security notice not given');
    }
  }
}
