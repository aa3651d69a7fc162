import {
  type GuestLettersDto,
  type GuestSessionInput,
  type GuestTicketInput,
  LOCALES,
  type Locale,
} from '@app/contracts';
import { OmitType } from '@nestjs/swagger';
import { IsBoolean, IsEmail, IsIn, IsTimeZone, Matches, MaxLength } from 'class-validator';
import { CanBeAbsent } from '../common/optional.rule';
import { IsVisibleText } from '../common/text.rule';
import { CreateTicketDto } from '../support-ticket/support-ticket.dto';
import { GUEST_TOKEN } from './guest-link.schema';

const NAME_MAX = 80;
const EMAIL_MAX = 254;

export class GuestTicketInputDto
  extends OmitType(CreateTicketDto, ['followUpOf', 'attachmentIds'] as const)
  implements GuestTicketInput
{
  @IsVisibleText(NAME_MAX)
  name!: string;

  @IsEmail()
  @MaxLength(EMAIL_MAX)
  email!: string;

  @CanBeAbsent()
  @IsIn(LOCALES)
  locale?: Locale;

  @CanBeAbsent()
  @IsTimeZone()
  timeZone?: string;
}

export class GuestSessionInputDto implements GuestSessionInput {
  @Matches(GUEST_TOKEN)
  token!: string;
}

export class GuestLettersInputDto implements GuestLettersDto {
  @IsBoolean()
  isOn!: boolean;
}
