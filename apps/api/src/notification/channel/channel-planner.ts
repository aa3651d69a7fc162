import type { ChannelDecisionDto, DecisionReason } from '@app/contracts';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { log } from '../../common/log';
import { toObjectId } from '../../common/object-id';
import { PacedWork } from '../../common/paced-work';
import type { Config } from '../../config/config';
import { CONFIG } from '../../config/config.module';
import { addressOf } from '../../user/user.presenter';
import { UserDirectory } from '../../user/user-directory';
import { DecisionLog } from '../decision/decision-log';
import { PreferenceService } from '../preference/preference.service';
import { type Addressee, decideEmail, decidePush, suppressed } from './decide';
import { EmailQueue } from './email/email-queue';
import { groupOf, type Occasion, type Plan } from './occasion';
import { PushQueue } from './push/push-queue';
import { PushSubscriptions } from './push/push-subscriptions';

/** What happens within this time is looked at together, and only the latest of a group goes out. */
const GATHER_MS = 250;
/** What is told again after a restart went its ways before. */
const FRESH_MS = 10 * 60_000;

/**
 * Silences that concern the bell alone. Who has it in front of them, or muted it, hears nothing at all; who wants it elsewhere only,
 * hears it there; and what the bell had before a process died may not have come to the channels.
 */
const BELL_ONLY: ReadonlySet<DecisionReason> = new Set(['preference', 'duplicate']);

interface Happening {
  occasion: Occasion;
  /** Why it is not in the bell; null: it is. */
  silence: DecisionReason | null;
}

/** What was decided alike about a group within one look. */
interface Alike {
  latest: Happening;
  count: number;
}

/**
 * Hands what happened on to e-mail and push, each by what the person wants, and writes down why. Nothing of it is on the path of
 * a message, and nothing that fails here takes anything from the bell.
 */
@Injectable()
export class ChannelPlanner implements OnModuleDestroy {
  private waiting: Happening[] = [];
  private readonly looking = new PacedWork(() => this.plan(this.take()), GATHER_MS);

  constructor(
    private readonly preferences: PreferenceService,
    private readonly users: UserDirectory,
    private readonly devices: PushSubscriptions,
    private readonly push: PushQueue,
    private readonly email: EmailQueue,
    private readonly decisions: DecisionLog,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  soon(occasion: Occasion, silence: DecisionReason | null): void {
    if (Date.now() - occasion.at.getTime() > FRESH_MS) return;
    this.waiting.push({ occasion, silence });
    this.looking.soon();
  }

  /** Handed on when this resolves, or written down as failed. */
  now(occasion: Occasion, silence: DecisionReason | null): Promise<void> {
    return this.plan([{ occasion, silence }]);
  }

  async onModuleDestroy(): Promise<void> {
    await this.looking.stop();
    await this.plan(this.take());
  }

  private take(): Happening[] {
    const happenings = this.waiting;
    this.waiting = [];
    return happenings;
  }

  private async plan(happenings: Happening[]): Promise<void> {
    if (happenings.length === 0) return;
    const latest = new Map(happenings.map((happening) => [groupOf(happening.occasion), happening]));
    const planned = new Map<string, ChannelDecisionDto[]>();
    try {
      const addressees = await this.addresseesOf([...latest.values()]);
      const plans = [...latest.values()].flatMap((happening) => this.plansFor(happening, addressees));
      for (const plan of await this.handOn(plans)) {
        const key = groupOf(plan.occasion);
        planned.set(key, [...(planned.get(key) ?? []), plan.decision]);
      }
    } catch (err) {
      log.error({ err, count: latest.size }, 'channels not planned');
    }
    for (const { latest, count } of alike(happenings)) {
      const { occasion, silence } = latest;
      this.decisions.record(occasion, [inBell(silence), ...(planned.get(groupOf(occasion)) ?? FAILED)], count);
    }
  }

  private plansFor({ occasion, silence }: Happening, addressees: ReadonlyMap<string, Addressee>): Plan[] {
    const addressee = addressees.get(occasion.userId);
    if (!addressee) return [];
    if (silence !== null && !BELL_ONLY.has(silence)) {
      return (['push', 'email'] as const).map((channel) => suppressed(occasion, channel, silence));
    }
    const now = new Date();
    const { emailBatchMs } = this.config.limits;
    return [decidePush(occasion, addressee, now), decideEmail(occasion, addressee, now, emailBatchMs)];
  }

  /** A channel that cannot take anything now does not keep the other from it. */
  private async handOn(plans: Plan[]): Promise<Plan[]> {
    const ready = (channel: string) => plans.filter(({ decision, runAt }) => decision.channel === channel && runAt);
    const taken = await Promise.all([
      handTo('push', ready('push'), this.push),
      handTo('email', ready('email'), this.email),
    ]);
    const amended = new Map(taken.flatMap((each) => [...each]));
    return plans.map((plan) => ({ ...plan, decision: amended.get(plan) ?? plan.decision }));
  }

  private async addresseesOf(happenings: Happening[]): Promise<Map<string, Addressee>> {
    const ids = [...new Set(happenings.map(({ occasion }) => occasion.userId))];
    const [users, preferences, owners] = await Promise.all([
      this.users.findAll(ids.map(toObjectId)),
      this.preferences.ofAll(ids),
      this.devices.ownersAmong(ids),
    ]);
    return new Map(
      users.flatMap((user) => {
        const { timeZone, bannedAt } = user;
        const id = user._id.toHexString();
        const wanted = preferences.get(id);
        if (!wanted || bannedAt) return [];
        return [
          [id, { preferences: wanted, timeZone, hasAddress: addressOf(user) !== null, hasDevice: owners.has(id) }],
        ];
      }),
    );
  }
}

/** The plans of which something else became than was decided. */
async function handTo(
  channel: 'push' | 'email',
  plans: Plan[],
  queue: { add(plans: Plan[]): Promise<ReadonlySet<Plan>> },
): Promise<Map<Plan, ChannelDecisionDto>> {
  try {
    const known = await queue.add(plans);
    return new Map([...known].map((plan) => [plan, { channel, outcome: 'suppressed', reason: 'duplicate' }]));
  } catch (err) {
    log.error({ err, channel }, 'channel took nothing');
    return new Map(plans.map((plan) => [plan, { channel, outcome: 'failed', reason: 'channelError' }]));
  }
}

function alike(happenings: Happening[]): Iterable<Alike> {
  const found = new Map<string, Alike>();
  for (const latest of happenings) {
    const key = `${groupOf(latest.occasion)} ${latest.silence}`;
    const count = (found.get(key)?.count ?? 0) + 1;
    found.set(key, { latest, count });
  }
  return found.values();
}

const FAILED: ChannelDecisionDto[] = (['push', 'email'] as const).map((channel) => ({
  channel,
  outcome: 'failed',
  reason: 'channelError',
}));

function inBell(silence: DecisionReason | null): ChannelDecisionDto {
  return { channel: 'inApp', outcome: silence ? 'suppressed' : 'sent', reason: silence };
}
