import type { SlaPolicyDto } from '@app/contracts';
import { Body, Get, Put } from '@nestjs/common';
import { ApiController } from '../auth/api-controller.decorator';
import { OnlyFor } from '../auth/auth.guard';
import { SlaPolicies } from './sla-policies';
import { SlaPolicyInputDto } from './sla-policy.dto';

@ApiController('sla-policies')
export class SlaPolicyController {
  constructor(private readonly policies: SlaPolicies) {}

  @OnlyFor('agent', 'admin')
  @Get()
  list(): Promise<SlaPolicyDto[]> {
    return this.policies.list();
  }

  /** For tickets to come, and for those whose priority changes from now on. */
  @OnlyFor('admin')
  @Put()
  put(@Body() input: SlaPolicyInputDto): Promise<SlaPolicyDto> {
    return this.policies.put(input);
  }
}
