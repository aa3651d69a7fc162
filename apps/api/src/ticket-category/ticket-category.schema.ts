import { firstCategories, type TicketCategoryDto } from '@app/contracts';
import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';

/** The whole list in one document: a change of it, its order included, is one guarded write. Absent as long as nobody changed it. */
@Schema({ collection: 'ticketcategories', versionKey: false })
export class CategoryList {
  @Prop({ type: String, required: true })
  _id!: string;

  @Prop({ type: Number, required: true })
  version!: number;

  @Prop({ type: [Object], required: true })
  categories!: TicketCategoryDto[];
}

export const CategoryListSchema = SchemaFactory.createForClass(CategoryList);

/** What every desk has until an admin changes something. */
export const FIRST_LIST: Omit<CategoryList, '_id'> = { version: 0, categories: firstCategories() };
