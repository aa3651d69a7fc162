import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { BroadcastModule } from '../../broadcast/broadcast.module';
import type { Config } from '../../config/config';
import { CONFIG } from '../../config/config.module';
import { JobModule } from '../../job/job.module';
import { UserModule } from '../../user/user.module';
import { DecisionController } from '../decision/decision.controller';
import { Decision, DecisionSchema } from '../decision/decision.schema';
import { DecisionLog } from '../decision/decision-log';
import { Notification, NotificationSchema } from '../notification.schema';
import { PreferenceModule } from '../preference/preference.module';
import { BroadcastSenders } from './broadcast-senders';
import { ChannelPlanner } from './channel-planner';
import { EmailItem, EmailItemSchema } from './email/email-item.schema';
import { EmailJob } from './email/email-job';
import { EmailQueue } from './email/email-queue';
import { EmailWriter } from './email/email-writer';
import { LetterLinks } from './email/letter-links';
import { Mailer } from './email/mailer';
import { OutboxMailer } from './email/outbox';
import { OutboxController } from './email/outbox.controller';
import { SmtpMailer } from './email/smtp-mailer';
import { UnsubscribeController } from './email/unsubscribe.controller';
import { UnsubscribeTokens } from './email/unsubscribe-tokens';
import { OccasionRows } from './occasion-rows';
import { PushController } from './push/push.controller';
import { PushJob } from './push/push-job';
import { PushKeyStore } from './push/push-key-store';
import { PushQueue } from './push/push-queue';
import { PushSender } from './push/push-sender';
import { PushKeys, PushKeysSchema, PushSubscription, PushSubscriptionSchema } from './push/push-subscription.schema';
import { PushSubscriptions } from './push/push-subscriptions';
import { SendChecks } from './send-checks';

const mailer = {
  provide: Mailer,
  inject: [CONFIG],
  useFactory: ({ mail: { smtpUrl, from, atOnce, outboxDir } }: Config): Mailer =>
    smtpUrl ? new SmtpMailer(smtpUrl, from, atOnce) : new OutboxMailer(outboxDir, from),
};

/** The ways out of the app: e-mail and push, decided per person, and the log of what was decided. */
@Module({
  imports: [
    JobModule,
    UserModule,
    BroadcastModule,
    PreferenceModule,
    MongooseModule.forFeature([
      { name: Notification.name, schema: NotificationSchema },
      { name: Decision.name, schema: DecisionSchema },
      { name: EmailItem.name, schema: EmailItemSchema },
      { name: PushSubscription.name, schema: PushSubscriptionSchema },
      { name: PushKeys.name, schema: PushKeysSchema },
    ]),
  ],
  controllers: [DecisionController, OutboxController, UnsubscribeController, PushController],
  providers: [
    mailer,
    ChannelPlanner,
    BroadcastSenders,
    DecisionLog,
    SendChecks,
    OccasionRows,
    EmailQueue,
    EmailJob,
    EmailWriter,
    LetterLinks,
    UnsubscribeTokens,
    PushQueue,
    PushJob,
    PushSender,
    PushKeyStore,
    PushSubscriptions,
  ],
  exports: [ChannelPlanner, DecisionLog, SendChecks, EmailJob, PushJob, LetterLinks, Mailer],
})
export class ChannelModule {}
