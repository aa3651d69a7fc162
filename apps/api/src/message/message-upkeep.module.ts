import { Module } from '@nestjs/common';
import { AttachmentModule } from '../attachment/attachment.module';
import { ChatModule } from '../chat/chat.module';
import { NotificationModule } from '../notification/notification.module';
import { FileSweeper } from './file-sweeper';
import { HeadRepair } from './head-repair';
import { MessageModule } from './message.module';
import { Sweeper } from './sweeper';
import { TermsBackfill } from './terms-backfill';

/** What a server does beside serving: completes what crashes left undone. A check by hand must not be helped by it. */
@Module({
  imports: [AttachmentModule, NotificationModule, ChatModule, MessageModule],
  providers: [FileSweeper, HeadRepair, Sweeper, TermsBackfill],
})
export class MessageUpkeepModule {}
