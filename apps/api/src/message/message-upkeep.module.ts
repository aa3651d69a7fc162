import { Module } from '@nestjs/common';
import { ChatModule } from '../chat/chat.module';
import { NotificationModule } from '../notification/notification.module';
import { HeadRepair } from './head-repair';
import { MessageModule } from './message.module';
import { Sweeper } from './sweeper';
import { TermsBackfill } from './terms-backfill';

/** What a server does beside serving: completes what crashes left undone. A check by hand must not be helped by it. */
@Module({ imports: [NotificationModule, ChatModule, MessageModule], providers: [HeadRepair, Sweeper, TermsBackfill] })
export class MessageUpkeepModule {}
