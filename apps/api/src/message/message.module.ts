import { Module } from '@nestjs/common';
import { ChatModule } from '../chat/chat.module';
import { NotificationModule } from '../notification/notification.module';
import { HeadRepair } from './head-repair';
import { MessageController } from './message.controller';
import { MessageService } from './message.service';
import { MessageHistory } from './message-history';
import { MessageLog } from './message-log';

/** The message model itself is registered by the chat module, which counts unread on it. */
@Module({
  imports: [ChatModule, NotificationModule],
  controllers: [MessageController],
  providers: [MessageService, MessageLog, MessageHistory, HeadRepair],
  exports: [MessageService],
})
export class MessageModule {}
