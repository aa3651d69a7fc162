import type { LiveFiguresDto } from '@app/contracts';
import { Get } from '@nestjs/common';
import { ApiController } from '../auth/api-controller.decorator';
import { OnlyFor } from '../auth/auth.guard';
import { LiveFigures } from './live-figures';

@OnlyFor('admin')
@ApiController('ops')
export class LiveController {
  constructor(private readonly figures: LiveFigures) {}

  /** What every API process did over the last seconds. */
  @Get('live')
  live(): Promise<LiveFiguresDto> {
    return this.figures.read();
  }
}
