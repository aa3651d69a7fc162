import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { TicketViewController } from './ticket-view.controller';
import { TicketSavedView, TicketSavedViewSchema } from './ticket-view.schema';
import { TicketViewService } from './ticket-view.service';

@Module({
  imports: [MongooseModule.forFeature([{ name: TicketSavedView.name, schema: TicketSavedViewSchema }])],
  controllers: [TicketViewController],
  providers: [TicketViewService],
})
export class TicketViewModule {}
