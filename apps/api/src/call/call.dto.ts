import {
  CALL_MEDIA,
  type CallIdInput,
  type CallMedia,
  type JoinCallInput,
  type SignalCallInput,
  type SignalDto,
  type StartCallInput,
} from '@app/contracts';
import { IsIn, IsUUID } from 'class-validator';
import { IsId } from '../common/id.rule';
import { IsSignal } from './signal.rule';

export class CallIdDto implements CallIdInput {
  @IsUUID()
  callId!: string;
}

export class JoinCallDto extends CallIdDto implements JoinCallInput {
  @IsUUID()
  deviceId!: string;
}

export class StartCallDto extends JoinCallDto implements StartCallInput {
  @IsId()
  chatId!: string;

  @IsIn(CALL_MEDIA)
  media!: CallMedia;
}

export class SignalCallDto extends JoinCallDto implements SignalCallInput {
  @IsSignal()
  signal!: SignalDto;
}
