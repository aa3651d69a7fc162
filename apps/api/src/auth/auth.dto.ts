import { LOCALES, type Locale, type LoginInput, type RegisterInput } from '@app/contracts';
import { IsEmail, IsIn, IsString, IsTimeZone, MaxLength, MinLength } from 'class-validator';
import { IsId } from '../common/id.rule';
import { OptionalBody } from '../common/input.pipe';
import { CanBeAbsent } from '../common/optional.rule';
import { IsVisibleText } from '../common/text.rule';

export class RegisterDto implements RegisterInput {
  @IsVisibleText(80)
  name!: string;

  @IsEmail()
  @MaxLength(254)
  email!: string;

  @IsString()
  @MinLength(8)
  @MaxLength(200)
  password!: string;

  @CanBeAbsent()
  @IsIn(LOCALES)
  locale?: Locale;

  @CanBeAbsent()
  @IsTimeZone()
  timeZone?: string;
}

export class LoginDto implements LoginInput {
  @IsString()
  @MaxLength(254)
  email!: string;

  @IsString()
  @MaxLength(200)
  password!: string;
}

@OptionalBody()
export class RefreshDto {
  /** For API clients; browsers send the cookie. */
  @CanBeAbsent()
  @IsString()
  @MaxLength(200)
  refreshToken?: string;
}

export class DemoLoginDto {
  @IsId()
  accountId!: string;
}
