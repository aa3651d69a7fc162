import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { PresenceModule } from '../realtime/presence.module';
import { SupportTicket, SupportTicketSchema } from '../support-ticket/support-ticket.schema';
import { UserModule } from '../user/user.module';
import { AgentController } from './agent.controller';
import { Agent, AgentSchema } from './agent.schema';
import { AgentService } from './agent.service';
import { AgentLoads } from './agent-loads';
import { AgentNews } from './agent-news';
import { AgentSlots } from './agent-slots';

/** Who takes tickets, and room for them. Of tickets it only counts. */
@Module({
  imports: [
    UserModule,
    PresenceModule,
    MongooseModule.forFeature([
      { name: Agent.name, schema: AgentSchema },
      { name: SupportTicket.name, schema: SupportTicketSchema },
    ]),
  ],
  controllers: [AgentController],
  providers: [AgentService, AgentLoads, AgentNews, AgentSlots],
  exports: [AgentNews, AgentService, AgentSlots],
})
export class AgentModule {}
