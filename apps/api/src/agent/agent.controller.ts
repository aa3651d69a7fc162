import type { AgentDto } from '@app/contracts';
import { Body, Get, Param, Put } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { ApiController } from '../auth/api-controller.decorator';
import { OnlyFor } from '../auth/auth.guard';
import { CurrentActor } from '../auth/current-actor.decorator';
import { IdPipe } from '../common/id.pipe';
import { AcceptTicketsDto, AgentCapacityDto } from './agent.dto';
import { AgentService } from './agent.service';

@OnlyFor('agent', 'admin')
@ApiController('desk/agents')
export class AgentController {
  constructor(private readonly agents: AgentService) {}

  @Get()
  list(): Promise<AgentDto[]> {
    return this.agents.list();
  }

  @Put('me')
  setAccepting(@CurrentActor() actor: Actor, @Body() input: AcceptTicketsDto): Promise<AgentDto> {
    return this.agents.setAccepting(actor, input);
  }

  @OnlyFor('admin')
  @Put(':userId')
  setCapacity(@Param('userId', IdPipe) userId: string, @Body() input: AgentCapacityDto): Promise<AgentDto> {
    return this.agents.setCapacity(userId, input);
  }
}
