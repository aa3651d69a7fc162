import { type ChannelSwitches, DIGESTS, type Digest, type PreferencesInput, type QuietHoursDto } from '@app/contracts';
import { IsBoolean, IsIn, Matches } from 'class-validator';
import { CanBeAbsent, IsNested } from '../../common/optional.rule';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

export class ChannelSwitchesDto implements Partial<ChannelSwitches> {
  @CanBeAbsent()
  @IsBoolean()
  inApp?: boolean;

  @CanBeAbsent()
  @IsBoolean()
  push?: boolean;

  @CanBeAbsent()
  @IsBoolean()
  email?: boolean;
}

export class ChannelMatrixDto implements NonNullable<PreferencesInput['channels']> {
  @CanBeAbsent()
  @IsNested(() => ChannelSwitchesDto)
  message?: ChannelSwitchesDto;

  @CanBeAbsent()
  @IsNested(() => ChannelSwitchesDto)
  mention?: ChannelSwitchesDto;

  @CanBeAbsent()
  @IsNested(() => ChannelSwitchesDto)
  offer?: ChannelSwitchesDto;

  @CanBeAbsent()
  @IsNested(() => ChannelSwitchesDto)
  ticket?: ChannelSwitchesDto;

  @CanBeAbsent()
  @IsNested(() => ChannelSwitchesDto)
  activity?: ChannelSwitchesDto;

  @CanBeAbsent()
  @IsNested(() => ChannelSwitchesDto)
  broadcast?: ChannelSwitchesDto;

  @CanBeAbsent()
  @IsNested(() => ChannelSwitchesDto)
  promotion?: ChannelSwitchesDto;

  @CanBeAbsent()
  @IsNested(() => ChannelSwitchesDto)
  security?: ChannelSwitchesDto;

  @CanBeAbsent()
  @IsNested(() => ChannelSwitchesDto)
  system?: ChannelSwitchesDto;
}

export class QuietHoursInputDto implements QuietHoursDto {
  @IsBoolean()
  isOn!: boolean;

  /** '22:00' */
  @Matches(TIME)
  from!: string;

  @Matches(TIME)
  to!: string;
}

export class PreferencesInputDto implements PreferencesInput {
  @CanBeAbsent()
  @IsNested(() => ChannelMatrixDto)
  channels?: ChannelMatrixDto;

  @CanBeAbsent()
  @IsNested(() => QuietHoursInputDto)
  quietHours?: QuietHoursInputDto;

  @CanBeAbsent()
  @IsIn(DIGESTS)
  digest?: Digest;

  @CanBeAbsent()
  @IsBoolean()
  showsReceipts?: boolean;

  @CanBeAbsent()
  @IsBoolean()
  showsTyping?: boolean;

  @CanBeAbsent()
  @IsBoolean()
  hasSound?: boolean;

  @CanBeAbsent()
  @IsBoolean()
  hidesText?: boolean;
}
