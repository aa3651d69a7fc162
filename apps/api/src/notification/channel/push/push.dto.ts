import type { PushSubscriptionInput } from '@app/contracts';
import { IsString, IsUrl, Matches, MaxLength } from 'class-validator';
import { IsNested } from '../../../common/optional.rule';

const ENDPOINT_MAX = 1_000;
const BASE64URL = /^[\w-]+={0,2}$/;

export class PushKeysDto {
  /** The browser's public key: 65 bytes (base64url). */
  @IsString()
  @Matches(BASE64URL)
  @MaxLength(100)
  p256dh!: string;

  /** 16 bytes (base64url). */
  @IsString()
  @Matches(BASE64URL)
  @MaxLength(40)
  auth!: string;
}

export class PushEndpointDto {
  @IsUrl({ protocols: ['https', 'http'], require_protocol: true, require_tld: false })
  @MaxLength(ENDPOINT_MAX)
  endpoint!: string;
}

export class PushSubscriptionDto extends PushEndpointDto implements PushSubscriptionInput {
  @IsNested(() => PushKeysDto)
  keys!: PushKeysDto;
}
