import type { AcceptTicketsInput, AgentCapacityInput } from '@app/contracts';
import { IsBoolean, IsInt, Max, Min } from 'class-validator';

export class AcceptTicketsDto implements AcceptTicketsInput {
  @IsBoolean()
  isAccepting!: boolean;
}

export class AgentCapacityDto implements AgentCapacityInput {
  @IsInt()
  @Min(0)
  @Max(200)
  capacity!: number;
}
