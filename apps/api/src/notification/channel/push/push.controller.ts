import type { PushKeyDto } from '@app/contracts';
import { Body, Get, HttpCode, Post } from '@nestjs/common';
import type { Actor } from '../../../auth/actor';
import { ApiController } from '../../../auth/api-controller.decorator';
import { CurrentActor } from '../../../auth/current-actor.decorator';
import { PushEndpointDto, PushSubscriptionDto } from './push.dto';
import { PushKeyStore } from './push-key-store';
import { PushSubscriptions } from './push-subscriptions';

@ApiController('push')
export class PushController {
  constructor(
    private readonly subscriptions: PushSubscriptions,
    private readonly keys: PushKeyStore,
  ) {}

  @Get('key')
  async key(): Promise<PushKeyDto> {
    const { publicKey } = await this.keys.get();
    return { publicKey };
  }

  @Post('subscriptions')
  @HttpCode(200)
  subscribe(@CurrentActor() actor: Actor, @Body() input: PushSubscriptionDto): Promise<null> {
    return this.subscriptions.add(actor, input);
  }

  @Post('unsubscribe')
  @HttpCode(200)
  unsubscribe(@CurrentActor() actor: Actor, @Body() { endpoint }: PushEndpointDto): Promise<null> {
    return this.subscriptions.remove(actor, endpoint);
  }
}
