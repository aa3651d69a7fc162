import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { MessageModule } from '../message/message.module';
import { SupportTicketModule } from '../support-ticket/support-ticket.module';
import { TicketCategoryModule } from '../ticket-category/ticket-category.module';
import { UserModule } from '../user/user.module';
import { MacroController } from './macro.controller';
import { Macro, MacroSchema } from './macro.schema';
import { MacroService } from './macro.service';
import { ReplyTexts } from './reply-text';
import { TicketActions } from './ticket-actions';
import { TicketRuns } from './ticket-run';
import { TicketRunController } from './ticket-run.controller';
import { TicketRun, TicketRunSchema } from './ticket-run.schema';

@Module({
  imports: [
    UserModule,
    MessageModule,
    SupportTicketModule,
    TicketCategoryModule,
    MongooseModule.forFeature([
      { name: Macro.name, schema: MacroSchema },
      { name: TicketRun.name, schema: TicketRunSchema },
    ]),
  ],
  controllers: [MacroController, TicketRunController],
  providers: [MacroService, ReplyTexts, TicketActions, TicketRuns],
})
export class MacroModule {}
