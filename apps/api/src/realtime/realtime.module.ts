import { Module } from '@nestjs/common';
import { AgentModule } from '../agent/agent.module';
import { AuthModule } from '../auth/auth.module';
import { CallModule } from '../call/call.module';
import { ChatModule } from '../chat/chat.module';
import { MessageModule } from '../message/message.module';
import { PreferenceModule } from '../notification/preference/preference.module';
import { SupportTicketModule } from '../support-ticket/support-ticket.module';
import { UserModule } from '../user/user.module';
import { ChatGateway } from './chat.gateway';
import { HeardMessages } from './heard-messages';
import { OnCall } from './on-call';
import { OnScreen } from './on-screen';
import { PresenceModule } from './presence.module';
import { SlowConsumers } from './slow-consumers';
import { SocketAuth } from './socket-auth';
import { SocketLifetime } from './socket-lifetime';
import { TicketViewers } from './ticket-viewers';
import { Typing } from './typing';

/** The socket door: the last module in the order, and the only one that provides the gateway. */
@Module({
  imports: [
    PresenceModule,
    AgentModule,
    PreferenceModule,
    AuthModule,
    UserModule,
    ChatModule,
    MessageModule,
    CallModule,
    SupportTicketModule,
  ],
  providers: [
    ChatGateway,
    HeardMessages,
    OnCall,
    OnScreen,
    SlowConsumers,
    SocketAuth,
    SocketLifetime,
    TicketViewers,
    Typing,
  ],
})
export class RealtimeModule {}
