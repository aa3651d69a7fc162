import { Module } from '@nestjs/common';
import { AttachmentModule } from '../attachment/attachment.module';
import { ChatModule } from '../chat/chat.module';
import { EventModule } from '../event/event.module';
import { NotificationModule } from '../notification/notification.module';
import { OfferModule } from '../offer/offer.module';
import { BellAudit } from './bell-audit';
import { BellFollower } from './bell-follower';
import { CarriedFiles } from './carried-files';
import { FileAudit } from './file-audit';
import { HeadAudit } from './head-audit';
import { MessageController } from './message.controller';
import { MessageService } from './message.service';
import { MessageChangeController } from './message-change.controller';
import { MessageContents } from './message-content';
import { MessageEditing } from './message-editing';
import { MessageFinder } from './message-finder';
import { MessageHistory } from './message-history';
import { MessageLog } from './message-log';
import { MessagePublisher } from './message-publisher';
import { MessageSearch } from './message-search';
import { MessageSearchController } from './message-search.controller';
import { MessageSource } from './message-source';
import { OfferAudit } from './offer-audit';
import { OfferFollower } from './offer-follower';
import { OfferRecovery } from './offer-recovery';
import { Reconciler } from './reconciler';
import { RowAudit } from './row-audit';

/** The message model itself is registered by the chat module, which counts unread on it. */
@Module({
  imports: [AttachmentModule, ChatModule, NotificationModule, EventModule, OfferModule],
  controllers: [MessageController, MessageSearchController, MessageChangeController],
  providers: [
    MessageService,
    MessageEditing,
    MessageLog,
    MessagePublisher,
    MessageHistory,
    MessageSearch,
    MessageFinder,
    MessageSource,
    MessageContents,
    CarriedFiles,
    FileAudit,
    OfferFollower,
    OfferRecovery,
    BellFollower,
    HeadAudit,
    RowAudit,
    BellAudit,
    OfferAudit,
    Reconciler,
  ],
  exports: [MessageService, MessageEditing, HeadAudit, Reconciler, OfferRecovery],
})
export class MessageModule {}
