import type { ChannelDecisionDto, DecisionReason, NotificationDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { KeyedQueue } from '../../../common/keyed-queue';
import { addressOf } from '../../../user/user.presenter';
import type { User } from '../../../user/user.schema';
import { UserService } from '../../../user/user.service';
import { DecisionLog } from '../../decision/decision-log';
import { PreferenceService } from '../../preference/preference.service';
import { isQuiet, nextAt } from '../../preference/quiet-hours';
import { isUrgent, type Occasion } from '../occasion';
import { OccasionRows } from '../occasion-rows';
import { SendChecks } from '../send-checks';
import { toEntry } from './compose-letter';
import type { EmailItem } from './email-item.schema';
import { EmailQueue, toOccasion } from './email-queue';
import { EmailWriter } from './email-writer';
import { LetterLinks } from './letter-links';
import { LetterRefused } from './mailer';

interface Candidate {
  item: EmailItem;
  occasion: Occasion;
  row: NotificationDto | null;
  reason: DecisionReason | null;
}

/** One person's batch at its time: whatever is still news goes out in one letter. */
@Injectable()
export class EmailJob {
  private readonly queues = new KeyedQueue();

  constructor(
    private readonly queue: EmailQueue,
    private readonly users: UserService,
    private readonly preferences: PreferenceService,
    private readonly rows: OccasionRows,
    private readonly checks: SendChecks,
    private readonly writer: EmailWriter,
    private readonly decisions: DecisionLog,
    private readonly links: LetterLinks,
  ) {}

  /** One batch of a person at a time: two that ran at once would send the same twice. */
  run(userId: string, isUrgentOnly: boolean): Promise<void> {
    return this.queues.run(userId, () => this.sendBatch(userId, isUrgentOnly));
  }

  private async sendBatch(userId: string, isUrgentOnly: boolean): Promise<void> {
    const user = await this.users.findById(userId);
    const pending = (await this.queue.pendingOf(userId)).filter((item) => !isUrgentOnly || isUrgent(item));
    if (!user || user.bannedAt || pending.length === 0) return;
    const { quietHours } = await this.preferences.of(userId);
    if (!isUrgentOnly && isQuiet(quietHours, user.timeZone, new Date())) {
      return this.queue.openBatch(userId, nextAt(quietHours.to, user.timeZone, new Date()), false);
    }
    const candidates = await Promise.all(pending.map((item) => this.look(item, user)));
    const wanted = candidates.filter(({ reason }) => reason === null);
    const outcome = wanted.length > 0 ? await this.send(user, wanted) : null;
    for (const { occasion, reason } of candidates) {
      this.decisions.record(occasion, [reason ? suppressed(reason) : (outcome ?? suppressed('noAddress'))]);
    }
    await this.queue.settle(pending);
  }

  /** Decided again: much may have happened since it was queued. */
  private async look(item: EmailItem, user: User): Promise<Candidate> {
    const occasion = toOccasion(item);
    const row = await this.rows.find(occasion);
    const { channels } = await this.preferences.of(occasion.userId);
    const isWanted = channels[occasion.category].email;
    const reason = !isWanted
      ? 'preference'
      : addressOf(user) === null
        ? 'noAddress'
        : row?.readAt
          ? 'read'
          : await this.checks.against(occasion);
    return { item, occasion, row, reason };
  }

  /** Throws when it may work later: nothing was settled then, and the job comes again. */
  private async send(user: User, wanted: Candidate[]): Promise<ChannelDecisionDto> {
    const entries = await Promise.all(
      wanted.map(async ({ occasion, row }) => {
        const url = await this.links.to(user, { data: occasion.data, link: row?.link ?? null });
        return toEntry(occasion, row, url, user.locale);
      }),
    );
    const categories = wanted.map(({ occasion }) => occasion.category);
    const key = wanted
      .map(({ item }) => `${item._id.toHexString()}.${item.seq}`)
      .slice(0, 4)
      .join('.');
    try {
      await this.writer.send(user, addressOf(user) ?? '', entries, { categories, key });
      return { channel: 'email', outcome: 'sent', reason: null };
    } catch (error) {
      const failed: ChannelDecisionDto = { channel: 'email', outcome: 'failed', reason: 'channelError' };
      if (error instanceof LetterRefused) return failed;
      for (const { occasion } of wanted) this.decisions.record(occasion, [failed]);
      throw error;
    }
  }
}

function suppressed(reason: DecisionReason): ChannelDecisionDto {
  return { channel: 'email', outcome: 'suppressed', reason };
}
