import type { MeDto, UserDto } from '@app/contracts';
import { Body, Get, Patch, Query } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { ApiController } from '../auth/api-controller.decorator';
import { AlsoForGuests } from '../auth/auth.guard';
import { CurrentActor } from '../auth/current-actor.decorator';
import { RateLimits } from '../common/rate-limit';
import { UpdateMeDto, UserSearchDto } from './user.dto';
import { UserService } from './user.service';

@ApiController('users')
export class UserController {
  constructor(
    private readonly users: UserService,
    private readonly limits: RateLimits,
  ) {}

  @Get()
  async search(@CurrentActor() actor: Actor, @Query() { query }: UserSearchDto): Promise<UserDto[]> {
    await this.limits.consume('userSearch', actor.id);
    return this.users.search(actor.id, query);
  }

  @AlsoForGuests()
  @Patch('me')
  updateMe(@CurrentActor() actor: Actor, @Body() input: UpdateMeDto): Promise<MeDto> {
    return this.users.updateMe(actor.id, input);
  }
}
