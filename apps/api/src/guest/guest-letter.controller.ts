import type { GuestLettersDto } from '@app/contracts';
import { Body, Get, Put } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { ApiController } from '../auth/api-controller.decorator';
import { AlsoForGuests } from '../auth/auth.guard';
import { CurrentActor } from '../auth/current-actor.decorator';
import { GuestLettersInputDto } from './guest.dto';
import { GuestLetterChoice } from './guest-letter-choice';

@ApiController('guests/letters')
export class GuestLetterController {
  constructor(private readonly choice: GuestLetterChoice) {}

  @AlsoForGuests()
  @Get()
  get(@CurrentActor() actor: Actor): Promise<GuestLettersDto> {
    return this.choice.of(actor);
  }

  @AlsoForGuests()
  @Put()
  set(@CurrentActor() actor: Actor, @Body() input: GuestLettersInputDto): Promise<GuestLettersDto> {
    return this.choice.set(actor, input);
  }
}
