import type { MarketplaceEventDto } from '@app/contracts';
import { Get, Query } from '@nestjs/common';
import { ServerController } from '../auth/server-controller.decorator';
import { EventQueryDto } from './event.dto';
import { EventLog } from './event-log';

@ServerController('events')
export class EventController {
  constructor(private readonly log: EventLog) {}

  /** Facts above `after`, oldest first. Ask again with the last id that was taken in: each comes at least once. */
  @Get()
  list(@Query() { after, limit }: EventQueryDto): Promise<MarketplaceEventDto[]> {
    return this.log.after(after, limit);
  }
}
