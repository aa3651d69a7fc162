import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AuthModule } from '../auth/auth.module';
import { JobModule } from '../job/job.module';
import { NotificationModule } from '../notification/notification.module';
import { SupportTicketModule } from '../support-ticket/support-ticket.module';
import { TicketCategoryModule } from '../ticket-category/ticket-category.module';
import { UserModule } from '../user/user.module';
import { GuestController } from './guest.controller';
import { GuestService } from './guest.service';
import { GuestLetterController } from './guest-letter.controller';
import { GuestLetterChoice } from './guest-letter-choice';
import { GuestLetters } from './guest-letters';
import { GuestLink, GuestLinkSchema } from './guest-link.schema';
import { GuestLinks } from './guest-links';

@Module({
  imports: [
    UserModule,
    AuthModule,
    JobModule,
    NotificationModule,
    TicketCategoryModule,
    SupportTicketModule,
    MongooseModule.forFeature([{ name: GuestLink.name, schema: GuestLinkSchema }]),
  ],
  controllers: [GuestController, GuestLetterController],
  providers: [GuestService, GuestLetterChoice, GuestLetters, GuestLinks],
})
export class GuestModule {}
