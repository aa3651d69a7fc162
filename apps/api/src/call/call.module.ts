import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { ChatModule } from '../chat/chat.module';
import { MessageModule } from '../message/message.module';
import { NotificationModule } from '../notification/notification.module';
import { CallController } from './call.controller';
import { Call, CallSchema } from './call.schema';
import { CallService } from './call.service';
import { CallClock } from './call-clock';
import { CallNews } from './call-news';
import { CallStore } from './call-store';
import { IceServers } from './ice-servers';

@Module({
  imports: [
    ChatModule,
    MessageModule,
    NotificationModule,
    MongooseModule.forFeature([{ name: Call.name, schema: CallSchema }]),
  ],
  controllers: [CallController],
  providers: [CallService, CallStore, CallClock, CallNews, IceServers],
  exports: [CallService],
})
export class CallModule {}
