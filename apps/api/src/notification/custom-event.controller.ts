import type { CreatedNotificationDto } from '@app/contracts';
import { Body, Post } from '@nestjs/common';
import { ServerController } from '../auth/server-controller.decorator';
import { CreateNotificationDto } from './custom-event.dto';
import { toCustomEventInput } from './custom-event-input';
import { CustomEvents } from './custom-events';

@ServerController('notifications')
export class CustomEventController {
  constructor(private readonly events: CustomEvents) {}

  /** An event of the marketplace for one person. Safe to repeat with the same key. */
  @Post()
  create(@Body() input: CreateNotificationDto): Promise<CreatedNotificationDto> {
    return this.events.create(toCustomEventInput(input));
  }
}
