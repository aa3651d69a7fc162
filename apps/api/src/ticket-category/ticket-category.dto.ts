import {
  CATEGORIES_MAX,
  CATEGORY_KEY,
  CATEGORY_LABEL_MAX,
  type CategoryLabels,
  type CreateCategoryInput,
  type OrderCategoriesInput,
  type UpdateCategoryInput,
} from '@app/contracts';
import { ArrayMaxSize, IsArray, IsBoolean, IsInt, Matches, Min } from 'class-validator';
import { CanBeAbsent, IsNested } from '../common/optional.rule';
import { IsVisibleText } from '../common/text.rule';
import { IsCategoryKey } from './category-key.rule';

export class CategoryLabelsDto implements CategoryLabels {
  @CanBeAbsent()
  @IsVisibleText(CATEGORY_LABEL_MAX)
  en?: string;

  @CanBeAbsent()
  @IsVisibleText(CATEGORY_LABEL_MAX)
  fr?: string;

  @CanBeAbsent()
  @IsVisibleText(CATEGORY_LABEL_MAX)
  ar?: string;
}

export class CategoryKeyDto {
  @IsCategoryKey()
  key!: string;
}

export class CreateCategoryDto extends CategoryKeyDto implements CreateCategoryInput {
  @IsNested(() => CategoryLabelsDto)
  labels!: CategoryLabelsDto;
}

export class UpdateCategoryDto implements UpdateCategoryInput {
  @IsNested(() => CategoryLabelsDto)
  labels!: CategoryLabelsDto;

  @IsBoolean()
  isOffered!: boolean;

  @IsInt()
  @Min(0)
  version!: number;
}

export class OrderCategoriesDto implements OrderCategoriesInput {
  @IsArray()
  @ArrayMaxSize(CATEGORIES_MAX)
  @Matches(CATEGORY_KEY, { each: true })
  keys!: string[];

  @IsInt()
  @Min(0)
  version!: number;
}
