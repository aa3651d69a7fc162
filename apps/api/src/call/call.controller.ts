import type { CurrentCallDto, IceServersDto } from '@app/contracts';
import { Get } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { ApiController } from '../auth/api-controller.decorator';
import { AlsoForGuests } from '../auth/auth.guard';
import { CurrentActor } from '../auth/current-actor.decorator';
import { CallService } from './call.service';
import { IceServers } from './ice-servers';

/** Calls themselves are signalled over the socket; see the commands of the contract. */
@ApiController('calls')
export class CallController {
  constructor(
    private readonly calls: CallService,
    private readonly iceServers: IceServers,
  ) {}

  @AlsoForGuests()
  @Get('current')
  current(@CurrentActor() actor: Actor): Promise<CurrentCallDto> {
    return this.calls.current(actor);
  }

  /** STUN and TURN servers with short-lived names of one's own. */
  @Get('ice-servers')
  ice(@CurrentActor() actor: Actor): IceServersDto {
    return this.iceServers.of(actor);
  }
}
