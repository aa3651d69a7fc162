import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { EventController } from './event.controller';
import { MarketplaceEvent, MarketplaceEventSchema } from './event.schema';
import { EventLog } from './event-log';

@Module({
  imports: [MongooseModule.forFeature([{ name: MarketplaceEvent.name, schema: MarketplaceEventSchema }])],
  controllers: [EventController],
  providers: [EventLog],
  exports: [EventLog],
})
export class EventModule {}
