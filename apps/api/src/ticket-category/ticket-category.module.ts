import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { CategoryEditing } from './category-editing';
import { CategoryStore } from './category-store';
import { TicketCategories } from './ticket-categories';
import { TicketCategoryController } from './ticket-category.controller';
import { CategoryList, CategoryListSchema } from './ticket-category.schema';

/** What tickets can be about. Knows no tickets. */
@Module({
  imports: [MongooseModule.forFeature([{ name: CategoryList.name, schema: CategoryListSchema }])],
  controllers: [TicketCategoryController],
  providers: [TicketCategories, CategoryEditing, CategoryStore],
  exports: [TicketCategories],
})
export class TicketCategoryModule {}
