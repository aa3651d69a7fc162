import { type DynamicModule, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AgentModule } from './agent/agent.module';
import { ArticleModule } from './article/article.module';
import { AttachmentModule } from './attachment/attachment.module';
import { AuthModule } from './auth/auth.module';
import { BroadcastModule } from './broadcast/broadcast.module';
import { CallModule } from './call/call.module';
import { CannedReplyModule } from './canned-reply/canned-reply.module';
import { ChatModule } from './chat/chat.module';
import { ClusterModule } from './cluster/cluster.module';
import { CommonModule } from './common/common.module';
import type { Config } from './config/config';
import { ConfigModule } from './config/config.module';
import { databaseOptions } from './config/database';
import { DemoModule } from './demo/demo.module';
import { DeskFiguresModule } from './desk-figures/desk-figures.module';
import { EventModule } from './event/event.module';
import { EvidenceModule } from './evidence/evidence.module';
import { GuestModule } from './guest/guest.module';
import { JobModule } from './job/job.module';
import { MacroModule } from './macro/macro.module';
import { MembershipModule } from './membership/membership.module';
import { MessageModule } from './message/message.module';
import { MessageUpkeepModule } from './message/message-upkeep.module';
import { NotificationModule } from './notification/notification.module';
import { NotificationUpkeepModule } from './notification/notification-upkeep.module';
import { OfferModule } from './offer/offer.module';
import { OfferExpiryModule } from './offer-expiry/offer-expiry.module';
import { OpsModule } from './ops/ops.module';
import { BroadcasterModule } from './realtime/broadcaster.module';
import { RealtimeModule } from './realtime/realtime.module';
import { ResponseBadgeModule } from './response-badge/response-badge.module';
import { SecurityNoticeModule } from './security-notice/security-notice.module';
import { SupportTicketModule } from './support-ticket/support-ticket.module';
import { TicketCategoryModule } from './ticket-category/ticket-category.module';
import { TicketViewModule } from './ticket-view/ticket-view.module';
import { UserModule } from './user/user.module';

/** In the order of injection: a module uses only what stands above it. */
@Module({})
export class AppModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(config),
        MongooseModule.forRoot(config.mongodbUri, databaseOptions),
        ClusterModule,
        CommonModule,
        BroadcasterModule,
        UserModule,
        AuthModule,
        JobModule,
        EventModule,
        BroadcastModule,
        NotificationModule,
        NotificationUpkeepModule,
        SecurityNoticeModule,
        ChatModule,
        OfferModule,
        AttachmentModule,
        MessageModule,
        MessageUpkeepModule,
        MembershipModule,
        OfferExpiryModule,
        ResponseBadgeModule,
        CallModule,
        TicketCategoryModule,
        ArticleModule,
        AgentModule,
        CannedReplyModule,
        SupportTicketModule,
        MacroModule,
        TicketViewModule,
        DeskFiguresModule,
        EvidenceModule,
        GuestModule,
        RealtimeModule,
        OpsModule,
        ...(config.isDemo ? [DemoModule] : []),
      ],
    };
  }
}
