import type { PreferencesDto } from '@app/contracts';
import { Body, Get, Put } from '@nestjs/common';
import type { Actor } from '../../auth/actor';
import { ApiController } from '../../auth/api-controller.decorator';
import { CurrentActor } from '../../auth/current-actor.decorator';
import { PreferencesInputDto } from './preference.dto';
import { PreferenceService } from './preference.service';

@ApiController('notifications')
export class PreferenceController {
  constructor(private readonly preferences: PreferenceService) {}

  @Get('preferences')
  get(@CurrentActor() actor: Actor): Promise<PreferencesDto> {
    return this.preferences.of(actor.id);
  }

  /** What is given replaces; what is left out stays. */
  @Put('preferences')
  set(@CurrentActor() actor: Actor, @Body() input: PreferencesInputDto): Promise<PreferencesDto> {
    return this.preferences.set(actor, input);
  }

  /** For people who did not choose; admins only. */
  @Get('defaults')
  defaults(@CurrentActor() actor: Actor): Promise<PreferencesDto> {
    return this.preferences.defaults(actor);
  }

  @Put('defaults')
  setDefaults(@CurrentActor() actor: Actor, @Body() input: PreferencesInputDto): Promise<PreferencesDto> {
    return this.preferences.setDefaults(actor, input);
  }
}
