import { Module } from '@nestjs/common';
import { AgentModule } from '../agent/agent.module';
import { ArticleModule } from '../article/article.module';
import { BroadcastModule } from '../broadcast/broadcast.module';
import { ChatModule } from '../chat/chat.module';
import { MembershipModule } from '../membership/membership.module';
import { MessageModule } from '../message/message.module';
import { NotificationModule } from '../notification/notification.module';
import { SupportTicketModule } from '../support-ticket/support-ticket.module';
import { UserModule } from '../user/user.module';
import { DemoClock } from './demo-clock';
import { DemoDesk } from './demo-desk';
import { DemoMarker } from './demo-marker';
import { DemoSeeder } from './demo-seeder';

/** Imported in demo mode only; production refuses to boot with it. */
@Module({
  imports: [
    UserModule,
    AgentModule,
    BroadcastModule,
    NotificationModule,
    ChatModule,
    MessageModule,
    MembershipModule,
    ArticleModule,
    SupportTicketModule,
  ],
  providers: [DemoClock, DemoDesk, DemoMarker, DemoSeeder],
})
export class DemoModule {}
