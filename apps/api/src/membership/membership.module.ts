import { Module } from '@nestjs/common';
import { ChatModule } from '../chat/chat.module';
import { MessageModule } from '../message/message.module';
import { NotificationModule } from '../notification/notification.module';
import { UserModule } from '../user/user.module';
import { BlockController } from './block.controller';
import { BlockService } from './block.service';
import { ChatOpening } from './chat-opening';
import { GroupService } from './group.service';
import { GroupChanges } from './group-changes';
import { GroupNews } from './group-news';
import { MembershipController } from './membership.controller';

/** Opening chats, and who is in them. To the right of messages, because a group's changes are lines in its thread. */
@Module({
  imports: [UserModule, NotificationModule, ChatModule, MessageModule],
  controllers: [MembershipController, BlockController],
  providers: [ChatOpening, BlockService, GroupService, GroupChanges, GroupNews],
  exports: [ChatOpening],
})
export class MembershipModule {}
