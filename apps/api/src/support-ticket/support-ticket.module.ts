import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { ChatModule } from '../chat/chat.module';
import { JobModule } from '../job/job.module';
import { MessageModule } from '../message/message.module';
import { NotificationModule } from '../notification/notification.module';
import { SlaModule } from '../sla/sla.module';
import { UserModule } from '../user/user.module';
import { SlaWatch } from './sla-watch';
import { SupportTicketController } from './support-ticket.controller';
import { SupportTicket, SupportTicketSchema } from './support-ticket.schema';
import { SupportTicketService } from './support-ticket.service';
import { TicketAnnouncer } from './ticket-announcer';
import { TicketNumbers } from './ticket-number';
import { TicketOpening } from './ticket-opening';
import { TicketWriter } from './ticket-writer';

@Module({
  imports: [
    UserModule,
    JobModule,
    SlaModule,
    NotificationModule,
    ChatModule,
    MessageModule,
    MongooseModule.forFeature([{ name: SupportTicket.name, schema: SupportTicketSchema }]),
  ],
  controllers: [SupportTicketController],
  providers: [SupportTicketService, SlaWatch, TicketAnnouncer, TicketNumbers, TicketOpening, TicketWriter],
  exports: [SupportTicketService, MongooseModule],
})
export class SupportTicketModule {}
