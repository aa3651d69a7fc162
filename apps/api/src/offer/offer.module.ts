import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { ChatModule } from '../chat/chat.module';
import { JobModule } from '../job/job.module';
import { ChatOfferController, OfferController } from './offer.controller';
import { Offer, OfferSchema } from './offer.schema';
import { OfferService } from './offer.service';
import { OfferHistory } from './offer-history';
import { OfferStore } from './offer-store';

/** Offers and their states; knows no messages. What follows from a step is done by the rooms to the right. */
@Module({
  imports: [ChatModule, JobModule, MongooseModule.forFeature([{ name: Offer.name, schema: OfferSchema }])],
  controllers: [OfferController, ChatOfferController],
  providers: [OfferService, OfferHistory, OfferStore],
  exports: [OfferService, OfferStore],
})
export class OfferModule {}
