import { Module } from '@nestjs/common';
import { ChatModule } from '../chat/chat.module';
import { UserModule } from '../user/user.module';
import { FirstReplies } from './first-replies';
import { ResponseBadgeController } from './response-badge.controller';
import { ResponseBadgeService } from './response-badge.service';

/** Reads chats and messages, and writes nothing. */
@Module({
  imports: [UserModule, ChatModule],
  controllers: [ResponseBadgeController],
  providers: [ResponseBadgeService, FirstReplies],
})
export class ResponseBadgeModule {}
