import { Module } from '@nestjs/common';
import { JobModule } from '../job/job.module';
import { MessageModule } from '../message/message.module';
import { OfferModule } from '../offer/offer.module';
import { OfferExpiry } from './offer-expiry';
import { OfferUpkeep } from './offer-upkeep';

/** What time and crashes do to offers. To the right of messages, because both are told in the thread. */
@Module({ imports: [JobModule, OfferModule, MessageModule], providers: [OfferExpiry, OfferUpkeep] })
export class OfferExpiryModule {}
