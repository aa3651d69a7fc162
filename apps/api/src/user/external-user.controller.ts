import { type ExternalUserDto, type ExternalUserInput, LOCALES, type Locale } from '@app/contracts';
import { Body, Param, Put } from '@nestjs/common';
import { ArrayMaxSize, IsArray, IsEmail, IsIn, IsTimeZone } from 'class-validator';
import { ServerController } from '../auth/server-controller.decorator';
import { IsId } from '../common/id.rule';
import { CanBeAbsent } from '../common/optional.rule';
import { ParamsPipe } from '../common/params.pipe';
import { IsVisibleText } from '../common/text.rule';
import { IsExternalId } from './external-id.rule';
import { ExternalUsers } from './external-users';

const NAME_MAX = 80;
const TAGS_MAX = 50;
const WORD_MAX = 40;

export class ExternalIdDto {
  @IsExternalId()
  externalId!: string;
}

export class ExternalUserInputDto implements ExternalUserInput {
  @IsVisibleText(NAME_MAX)
  name!: string;

  @CanBeAbsent()
  @IsEmail()
  email?: string;

  @CanBeAbsent()
  @IsIn(LOCALES)
  locale?: Locale;

  @CanBeAbsent()
  @IsTimeZone()
  timeZone?: string;

  @CanBeAbsent()
  @IsVisibleText(WORD_MAX)
  region?: string;

  @CanBeAbsent()
  @IsArray()
  @ArrayMaxSize(TAGS_MAX)
  @IsVisibleText(WORD_MAX, { each: true })
  tags?: string[];

  @CanBeAbsent()
  @IsId()
  userId?: string;
}

@ServerController('users')
export class ExternalUserController {
  constructor(private readonly users: ExternalUsers) {}

  /** The marketplace says who a person is; safe to repeat. */
  @Put(':externalId')
  save(
    @Param(ParamsPipe) { externalId }: ExternalIdDto,
    @Body() input: ExternalUserInputDto,
  ): Promise<ExternalUserDto> {
    return this.users.save(externalId, input);
  }
}
