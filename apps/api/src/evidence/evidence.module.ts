import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { ChatModule } from '../chat/chat.module';
import { OfferModule } from '../offer/offer.module';
import { SupportTicketModule } from '../support-ticket/support-ticket.module';
import { UserModule } from '../user/user.module';
import { ChatEscalationController, EvidenceController } from './evidence.controller';
import { Evidence, EvidenceEntry, EvidenceEntrySchema, EvidenceSchema } from './evidence.schema';
import { EvidenceService } from './evidence.service';
import { EvidenceFreezer } from './evidence-freezer';
import { EvidenceReader } from './evidence-reader';
import { EvidenceSource } from './evidence-source';

/** From a chat to the desk: what was said is frozen, chained by hashes, and stays with the ticket. */
@Module({
  imports: [
    UserModule,
    ChatModule,
    OfferModule,
    SupportTicketModule,
    MongooseModule.forFeature([
      { name: Evidence.name, schema: EvidenceSchema },
      { name: EvidenceEntry.name, schema: EvidenceEntrySchema },
    ]),
  ],
  controllers: [ChatEscalationController, EvidenceController],
  providers: [EvidenceService, EvidenceFreezer, EvidenceReader, EvidenceSource],
})
export class EvidenceModule {}
