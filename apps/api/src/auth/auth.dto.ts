import { LOCALES, type Locale, type LoginInput, type RegisterInput } from '@app/contracts';
import { IsEmail, IsIn, IsMongoId, IsOptional, IsString, IsTimeZone, MaxLength, MinLength } from 'class-validator';
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

  @IsOptional()
  @IsIn(LOCALES)
  locale?: Locale;

  @IsOptional()
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

export class RefreshDto {
  /** For API clients; browsers send the cookie. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  refreshToken?: string;
}

export class DemoLoginDto {
  @IsMongoId()
  accountId!: string;
}
