import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { TicketCategoryModule } from '../ticket-category/ticket-category.module';
import { TicketViewController } from './ticket-view.controller';
import { TicketSavedView, TicketSavedViewSchema } from './ticket-view.schema';
import { TicketViewService } from './ticket-view.service';

@Module({
  imports: [
    TicketCategoryModule,
    MongooseModule.forFeature([{ name: TicketSavedView.name, schema: TicketSavedViewSchema }]),
  ],
  controllers: [TicketViewController],
  providers: [TicketViewService],
})
export class TicketViewModule {}
