import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { BroadcastModule } from '../broadcast/broadcast.module';
import { UserModule } from '../user/user.module';
import { Bell } from './bell';
import { BellAnnouncer } from './bell-announcer';
import { BellWriter } from './bell-writer';
import { NotificationController } from './notification.controller';
import { Notification, NotificationSchema } from './notification.schema';
import { NotificationService } from './notification.service';

@Module({
  imports: [
    UserModule,
    BroadcastModule,
    MongooseModule.forFeature([{ name: Notification.name, schema: NotificationSchema }]),
  ],
  controllers: [NotificationController],
  providers: [NotificationService, Bell, BellWriter, BellAnnouncer],
  exports: [NotificationService, MongooseModule],
})
export class NotificationModule {}
