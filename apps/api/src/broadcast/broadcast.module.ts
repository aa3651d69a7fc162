import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { UserModule } from '../user/user.module';
import { BroadcastController } from './broadcast.controller';
import { Broadcast, BroadcastReceipt, BroadcastReceiptSchema, BroadcastSchema } from './broadcast.schema';
import { BroadcastService } from './broadcast.service';
import { BroadcastFeed } from './broadcast-feed';

@Module({
  imports: [
    UserModule,
    MongooseModule.forFeature([
      { name: Broadcast.name, schema: BroadcastSchema },
      { name: BroadcastReceipt.name, schema: BroadcastReceiptSchema },
    ]),
  ],
  controllers: [BroadcastController],
  providers: [BroadcastService, BroadcastFeed],
  exports: [BroadcastFeed, BroadcastService],
})
export class BroadcastModule {}
