import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { BroadcastModule } from '../broadcast/broadcast.module';
import { JobModule } from '../job/job.module';
import { UserModule } from '../user/user.module';
import { Bell } from './bell';
import { BellAnnouncer } from './bell-announcer';
import { BellCounter } from './bell-counter';
import { BellMarks } from './bell-marks';
import { BellReads } from './bell-reads';
import { BellWriter } from './bell-writer';
import { ChannelModule } from './channel/channel.module';
import { CustomEventController } from './custom-event.controller';
import { CustomEvent, CustomEventSchema } from './custom-event.schema';
import { CustomEvents } from './custom-events';
import { NotificationController } from './notification.controller';
import { Notification, NotificationSchema } from './notification.schema';
import { NotificationService } from './notification.service';
import { PreferenceModule } from './preference/preference.module';
import { NotificationTemplateController } from './template/template.controller';
import { NotificationTemplate, NotificationTemplateSchema } from './template/template.schema';
import { NotificationTemplates } from './template/templates';

@Module({
  imports: [
    UserModule,
    JobModule,
    PreferenceModule,
    ChannelModule,
    BroadcastModule,
    MongooseModule.forFeature([
      { name: Notification.name, schema: NotificationSchema },
      { name: CustomEvent.name, schema: CustomEventSchema },
      { name: NotificationTemplate.name, schema: NotificationTemplateSchema },
    ]),
  ],
  controllers: [NotificationController, CustomEventController, NotificationTemplateController],
  providers: [
    NotificationService,
    Bell,
    BellCounter,
    BellWriter,
    BellAnnouncer,
    BellMarks,
    BellReads,
    CustomEvents,
    NotificationTemplates,
  ],
  exports: [NotificationService, BellMarks, ChannelModule, PreferenceModule, MongooseModule],
})
export class NotificationModule {}
