import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { JobModule } from '../job/job.module';
import { UserModule } from '../user/user.module';
import { AnnouncementController } from './announcement.controller';
import { BroadcastController } from './broadcast.controller';
import {
  Broadcast,
  BroadcastHour,
  BroadcastHourSchema,
  BroadcastReceipt,
  BroadcastReceiptSchema,
  BroadcastSchema,
  BroadcastVersion,
  BroadcastVersionSchema,
} from './broadcast.schema';
import { BroadcastService } from './broadcast.service';
import { BroadcastDeliverer } from './broadcast-deliverer';
import { BroadcastDrafts } from './broadcast-draft';
import { BroadcastFeed } from './broadcast-feed';
import { BroadcastFigures } from './broadcast-figures';
import { BroadcastMigration } from './broadcast-migration';
import { BroadcastPublisher } from './broadcast-publisher';
import { BroadcastReceipts } from './broadcast-receipts';
import { BroadcastStore } from './broadcast-store';
import { ChannelSenders } from './channel-sender';
import { BroadcastDelivery, BroadcastDeliverySchema, BroadcastSend, BroadcastSendSchema } from './delivery.schema';
import { DeliveryStore } from './delivery-store';
import { LiveBroadcasts } from './live-broadcasts';
import { SegmentController } from './segment.controller';
import { Segment, SegmentSchema } from './segment.schema';
import { SegmentService } from './segment.service';

@Module({
  imports: [
    UserModule,
    JobModule,
    MongooseModule.forFeature([
      { name: Broadcast.name, schema: BroadcastSchema },
      { name: BroadcastReceipt.name, schema: BroadcastReceiptSchema },
      { name: BroadcastHour.name, schema: BroadcastHourSchema },
      { name: BroadcastVersion.name, schema: BroadcastVersionSchema },
      { name: BroadcastDelivery.name, schema: BroadcastDeliverySchema },
      { name: BroadcastSend.name, schema: BroadcastSendSchema },
      { name: Segment.name, schema: SegmentSchema },
    ]),
  ],
  controllers: [BroadcastController, SegmentController, AnnouncementController],
  providers: [
    BroadcastService,
    BroadcastDrafts,
    BroadcastStore,
    BroadcastPublisher,
    BroadcastReceipts,
    BroadcastDeliverer,
    BroadcastFeed,
    BroadcastFigures,
    BroadcastMigration,
    DeliveryStore,
    LiveBroadcasts,
    SegmentService,
    ChannelSenders,
  ],
  exports: [BroadcastFeed, BroadcastService, ChannelSenders],
})
export class BroadcastModule {}
