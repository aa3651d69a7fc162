import { Module } from '@nestjs/common';
import { SupportTicketModule } from '../support-ticket/support-ticket.module';
import { UserModule } from '../user/user.module';
import { DeskFiguresController } from './desk-figures.controller';
import { DeskFiguresService } from './desk-figures.service';
import { FigureReader } from './figure-reader';

/** Figures for the desk. It only reads. */
@Module({
  imports: [UserModule, SupportTicketModule],
  controllers: [DeskFiguresController],
  providers: [DeskFiguresService, FigureReader],
})
export class DeskFiguresModule {}
