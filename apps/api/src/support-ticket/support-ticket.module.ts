import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AgentModule } from '../agent/agent.module';
import { ChatModule } from '../chat/chat.module';
import { JobModule } from '../job/job.module';
import { MessageModule } from '../message/message.module';
import { NotificationModule } from '../notification/notification.module';
import { SlaModule } from '../sla/sla.module';
import { TicketCategoryModule } from '../ticket-category/ticket-category.module';
import { UserModule } from '../user/user.module';
import { LateReplies } from './late-replies';
import { RatingAsk, RatingAskSchema } from './rating-ask.schema';
import { RatingAsks } from './rating-asks';
import { SlaEscalation } from './sla-escalation';
import { SlaWatch } from './sla-watch';
import { SupportTicketController } from './support-ticket.controller';
import { SupportTicket, SupportTicketSchema } from './support-ticket.schema';
import { SupportTicketService } from './support-ticket.service';
import { TicketAccess } from './ticket-access';
import { TicketAnnouncer } from './ticket-announcer';
import { TicketAssigner } from './ticket-assigner';
import { TicketEditing } from './ticket-editing';
import { TicketEscalations } from './ticket-escalation';
import { TicketEscalationController } from './ticket-escalation.controller';
import { TicketFlowController } from './ticket-flow.controller';
import { TicketLinks } from './ticket-links';
import { TicketMerge } from './ticket-merge';
import { TicketNotes } from './ticket-note';
import { TicketNoteController } from './ticket-note.controller';
import { TicketNote, TicketNoteSchema } from './ticket-note.schema';
import { TicketNumbers } from './ticket-number';
import { TicketOpening } from './ticket-opening';
import { TicketQueue } from './ticket-queue';
import { TicketRating } from './ticket-rating';
import { TicketSnooze } from './ticket-snooze';
import { TicketStore } from './ticket-store';
import { TicketTeller } from './ticket-teller';
import { TicketUpkeep } from './ticket-upkeep';
import { TicketWork } from './ticket-work';
import { TicketWriter } from './ticket-writer';

@Module({
  imports: [
    UserModule,
    JobModule,
    TicketCategoryModule,
    SlaModule,
    AgentModule,
    NotificationModule,
    ChatModule,
    MessageModule,
    MongooseModule.forFeature([
      { name: SupportTicket.name, schema: SupportTicketSchema },
      { name: TicketNote.name, schema: TicketNoteSchema },
      { name: RatingAsk.name, schema: RatingAskSchema },
    ]),
  ],
  controllers: [SupportTicketController, TicketEscalationController, TicketFlowController, TicketNoteController],
  providers: [
    SupportTicketService,
    LateReplies,
    RatingAsks,
    SlaEscalation,
    SlaWatch,
    TicketAccess,
    TicketAnnouncer,
    TicketAssigner,
    TicketEditing,
    TicketEscalations,
    TicketLinks,
    TicketMerge,
    TicketNotes,
    TicketQueue,
    TicketRating,
    TicketSnooze,
    TicketWork,
    TicketNumbers,
    TicketOpening,
    TicketStore,
    TicketTeller,
    TicketUpkeep,
    TicketWriter,
  ],
  exports: [
    SupportTicketService,
    TicketAccess,
    TicketEditing,
    TicketAnnouncer,
    TicketEscalations,
    TicketNotes,
    TicketSnooze,
    TicketWork,
    TicketWriter,
    MongooseModule,
  ],
})
export class SupportTicketModule {}
