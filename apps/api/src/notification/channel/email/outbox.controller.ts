import type { OutboxLetterContentDto, OutboxLetterDto } from '@app/contracts';
import { Get, Inject, Param } from '@nestjs/common';
import type { Actor } from '../../../auth/actor';
import { ApiController } from '../../../auth/api-controller.decorator';
import { CurrentActor } from '../../../auth/current-actor.decorator';
import { AppError, forbidden } from '../../../common/app-error';
import type { Config } from '../../../config/config';
import { CONFIG } from '../../../config/config.module';
import { Mailer } from './mailer';
import { OutboxMailer } from './outbox';

/** Letters that no mail server took away. In demo mode only: elsewhere they are somebody's post. */
@ApiController('outbox')
export class OutboxController {
  constructor(
    private readonly mailer: Mailer,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  list(@CurrentActor() actor: Actor): Promise<OutboxLetterDto[]> {
    return this.outboxFor(actor).list();
  }

  @Get(':letterId')
  async get(@CurrentActor() actor: Actor, @Param('letterId') letterId: string): Promise<OutboxLetterContentDto> {
    const letter = await this.outboxFor(actor).find(letterId);
    if (!letter) throw new AppError('NOT_FOUND', 'There is no such letter.');
    return letter;
  }

  private outboxFor(actor: Actor): OutboxMailer {
    if (actor.role !== 'admin' || !this.config.isDemo || !(this.mailer instanceof OutboxMailer)) throw forbidden();
    return this.mailer;
  }
}
