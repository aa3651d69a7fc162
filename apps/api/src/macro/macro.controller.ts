import type { MacroDto } from '@app/contracts';
import { Body, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { ApiController } from '../auth/api-controller.decorator';
import { OnlyFor } from '../auth/auth.guard';
import { CurrentActor } from '../auth/current-actor.decorator';
import { IdPipe } from '../common/id.pipe';
import { MacroInputDto } from './macro.dto';
import { MacroService } from './macro.service';

@OnlyFor('agent', 'admin')
@ApiController('macros')
export class MacroController {
  constructor(private readonly macros: MacroService) {}

  @Get()
  list(@CurrentActor() actor: Actor): Promise<MacroDto[]> {
    return this.macros.list(actor);
  }

  @Post()
  @HttpCode(200)
  create(@CurrentActor() actor: Actor, @Body() input: MacroInputDto): Promise<MacroDto> {
    return this.macros.create(actor, input);
  }

  @Put(':macroId')
  update(
    @CurrentActor() actor: Actor,
    @Param('macroId', IdPipe) macroId: string,
    @Body() input: MacroInputDto,
  ): Promise<MacroDto> {
    return this.macros.update(actor, macroId, input);
  }

  @Delete(':macroId')
  remove(@CurrentActor() actor: Actor, @Param('macroId', IdPipe) macroId: string): Promise<void> {
    return this.macros.remove(actor, macroId);
  }
}
