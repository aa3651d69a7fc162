import type { ChannelDecisionDto, DecisionReason } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { Focus } from '../../../realtime/focus';
import type { User } from '../../../user/user.schema';
import { UserService } from '../../../user/user.service';
import { DecisionLog } from '../../decision/decision-log';
import { PreferenceService } from '../../preference/preference.service';
import { decidePush } from '../decide';
import { isUrgent, type Occasion } from '../occasion';
import { OccasionRows } from '../occasion-rows';
import { SendChecks } from '../send-checks';
import { toPushPayload } from './push-payload';
import { PushSender } from './push-sender';
import { PushSubscriptions } from './push-subscriptions';

/** One push at its time: decided again, since much may have happened since it was queued, and sent. */
@Injectable()
export class PushJob {
  constructor(
    private readonly users: UserService,
    private readonly preferences: PreferenceService,
    private readonly subscriptions: PushSubscriptions,
    private readonly rows: OccasionRows,
    private readonly checks: SendChecks,
    private readonly focus: Focus,
    private readonly sender: PushSender,
    private readonly decisions: DecisionLog,
  ) {}

  async run(occasion: Occasion): Promise<void> {
    const user = await this.users.findById(occasion.userId);
    if (!user || user.bannedAt) return;
    try {
      this.decisions.record(occasion, [await this.send(occasion, user)]);
    } catch (error) {
      this.decisions.record(occasion, [{ channel: 'push', outcome: 'failed', reason: 'channelError' }]);
      throw error;
    }
  }

  private async send(occasion: Occasion, user: User): Promise<ChannelDecisionDto> {
    const { userId } = occasion;
    const preferences = await this.preferences.of(userId);
    const hasDevice = (await this.subscriptions.of(userId)).length > 0;
    const addressee = { preferences, timeZone: user.timeZone, hasAddress: true, hasDevice };
    const { decision, runAt } = decidePush(occasion, addressee, new Date());
    if (!runAt) return decision;
    const row = await this.rows.find(occasion);
    const reason = await this.against(occasion, row?.readAt ?? null);
    if (reason) return { channel: 'push', outcome: 'suppressed', reason };
    const payload = toPushPayload(occasion, row, user, preferences);
    return { channel: 'push', ...(await this.sender.send(userId, payload, isUrgent(occasion))) };
  }

  private async against(occasion: Occasion, readAt: string | null): Promise<DecisionReason | null> {
    if (readAt !== null) return 'read';
    if (!isUrgent(occasion) && (await this.focus.isPresent(occasion.userId))) return 'present';
    return this.checks.against(occasion);
  }
}
