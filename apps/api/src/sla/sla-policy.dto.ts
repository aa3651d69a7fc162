import {
  type BusinessBlockDto,
  type BusinessHoursDto,
  type SlaPolicyInput,
  TICKET_PRIORITIES,
  type TicketCategory,
  type TicketPriority,
} from '@app/contracts';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsTimeZone,
  Matches,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { CanBeAbsent, IsNested } from '../common/optional.rule';
import { IsCategoryKey } from '../ticket-category/category-key.rule';

const YEAR_MS = 366 * 24 * 3_600_000;
const DAY_MINUTES = 1_440;

class BusinessBlockInputDto implements BusinessBlockDto {
  @IsInt()
  @Min(0)
  @Max(6)
  weekday!: number;

  @IsInt()
  @Min(0)
  @Max(DAY_MINUTES - 1)
  from!: number;

  @IsInt()
  @Min(1)
  @Max(DAY_MINUTES)
  to!: number;
}

class BusinessHoursInputDto implements BusinessHoursDto {
  @IsTimeZone()
  timeZone!: string;

  @IsArray()
  @ArrayMaxSize(70)
  @ValidateNested({ each: true })
  @Type(() => BusinessBlockInputDto)
  blocks!: BusinessBlockInputDto[];

  @IsArray()
  @ArrayMaxSize(400)
  @Matches(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, { each: true })
  holidays!: string[];
}

/** A minute at least, a year at most; null promises nothing. */
function IsPromise(): PropertyDecorator {
  return (target, key) => {
    ValidateIf((input: Record<string | symbol, unknown>) => input[key] !== null)(target, key);
    IsInt()(target, key);
    Min(60_000)(target, key);
    Max(YEAR_MS)(target, key);
  };
}

export class SlaPolicyInputDto implements SlaPolicyInput {
  @IsIn(TICKET_PRIORITIES)
  priority!: TicketPriority;

  @ValidateIf(({ category }: SlaPolicyInputDto) => category !== null)
  @IsCategoryKey()
  category!: TicketCategory | null;

  @IsNested(() => BusinessHoursInputDto)
  hours!: BusinessHoursInputDto;

  @IsPromise()
  firstResponseMs!: number | null;

  @IsPromise()
  nextResponseMs!: number | null;

  @IsPromise()
  resolutionMs!: number | null;

  @CanBeAbsent()
  @IsBoolean()
  escalates?: boolean;
}
