import {
  ARTICLE_STATES,
  type ArticleHelpfulInput,
  type ArticleInput,
  type ArticleSearchQuery,
  type ArticleState,
  type ArticleTextDto,
  LOCALES,
  type Locale,
  type TicketCategory,
} from '@app/contracts';
import { IsBoolean, IsIn, IsString, MaxLength, MinLength, ValidateIf } from 'class-validator';
import { CanBeAbsent, IsNested } from '../common/optional.rule';
import { PageQueryDto } from '../common/page.dto';
import { IsVisibleText } from '../common/text.rule';
import { IsCategoryKey } from '../ticket-category/category-key.rule';

const TITLE_MAX = 160;
/** Three languages of this must stay below what a request may weigh. */
const BODY_MAX = 10_000;

export class ArticleTextInputDto implements ArticleTextDto {
  @IsVisibleText(TITLE_MAX)
  title!: string;

  @IsVisibleText(BODY_MAX)
  body!: string;
}

export class ArticleVariantsDto implements Partial<Record<Locale, ArticleTextDto>> {
  @CanBeAbsent()
  @IsNested(() => ArticleTextInputDto)
  en?: ArticleTextInputDto;

  @CanBeAbsent()
  @IsNested(() => ArticleTextInputDto)
  fr?: ArticleTextInputDto;

  @CanBeAbsent()
  @IsNested(() => ArticleTextInputDto)
  ar?: ArticleTextInputDto;
}

export class ArticleInputDto implements ArticleInput {
  /** Null: about no category in particular. */
  @ValidateIf(({ category }: ArticleInputDto) => category !== null)
  @CanBeAbsent()
  @IsCategoryKey()
  category?: TicketCategory | null;

  @CanBeAbsent()
  @IsIn(ARTICLE_STATES)
  state?: ArticleState;

  @IsNested(() => ArticleVariantsDto)
  variants!: ArticleVariantsDto;
}

export class ArticleReadQueryDto {
  /** Left out: the reader's own. */
  @CanBeAbsent()
  @IsIn(LOCALES)
  locale?: Locale;
}

export class ArticleSearchQueryDto extends PageQueryDto implements ArticleSearchQuery {
  @CanBeAbsent()
  @IsString()
  @MinLength(2)
  @MaxLength(100)
  query?: string;

  @CanBeAbsent()
  @IsCategoryKey()
  category?: TicketCategory;

  @CanBeAbsent()
  @IsIn(LOCALES)
  locale?: Locale;
}

export class ArticleHelpfulDto implements ArticleHelpfulInput {
  @IsBoolean()
  isHelpful!: boolean;
}
