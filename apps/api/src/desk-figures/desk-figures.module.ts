import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { SupportTicketModule } from '../support-ticket/support-ticket.module';
import { TicketCategoryModule } from '../ticket-category/ticket-category.module';
import { UserModule } from '../user/user.module';
import { ClosedFigures } from './closed-figures';
import { DeskFiguresController } from './desk-figures.controller';
import { DeskFiguresService } from './desk-figures.service';
import { FigureDay, FigureDaySchema, FigureRange, FigureRangeSchema } from './figure-day.schema';
import { FigureMemory } from './figure-memory';
import { FigureReader } from './figure-reader';
import { FigureUpkeep } from './figure-upkeep';
import { OpenFigures } from './open-figures';

/** Figures for the desk. It only reads, and keeps what it has counted. */
@Module({
  imports: [
    UserModule,
    TicketCategoryModule,
    SupportTicketModule,
    MongooseModule.forFeature([
      { name: FigureDay.name, schema: FigureDaySchema },
      { name: FigureRange.name, schema: FigureRangeSchema },
    ]),
  ],
  controllers: [DeskFiguresController],
  providers: [DeskFiguresService, FigureMemory, FigureReader, FigureUpkeep, ClosedFigures, OpenFigures],
})
export class DeskFiguresModule {}
