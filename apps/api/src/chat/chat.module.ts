import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { Message, MessageSchema } from '../message/message.schema';
import { NotificationModule } from '../notification/notification.module';
import { UserModule } from '../user/user.module';
import { ChatController } from './chat.controller';
import { Chat, ChatSchema } from './chat.schema';
import { ChatService } from './chat.service';
import { ChatCache } from './chat-cache';
import { ChatContexts } from './chat-contexts';
import { ChatHeads } from './chat-head';
import { ChatList } from './chat-list';
import { ChatPreferences } from './chat-preferences';
import { ChatSendCheck } from './chat-send-check';
import { ChatStore } from './chat-store';
import { ChatViews } from './chat-views';
import { ContextController } from './context.controller';
import { InboxSync } from './inbox-sync';
import { NewestChats } from './newest-chats';
import { UnreadService } from './unread.service';

@Module({
  imports: [
    UserModule,
    NotificationModule,
    MongooseModule.forFeature([
      { name: Chat.name, schema: ChatSchema },
      { name: Message.name, schema: MessageSchema },
    ]),
  ],
  controllers: [ChatController, ContextController],
  providers: [
    ChatService,
    ChatCache,
    ChatContexts,
    ChatHeads,
    ChatList,
    ChatPreferences,
    ChatSendCheck,
    ChatStore,
    ChatViews,
    InboxSync,
    NewestChats,
    UnreadService,
  ],
  exports: [
    ChatService,
    ChatCache,
    ChatHeads,
    ChatPreferences,
    ChatStore,
    ChatViews,
    InboxSync,
    UnreadService,
    MongooseModule,
  ],
})
export class ChatModule {}
