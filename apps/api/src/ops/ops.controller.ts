import { Controller, Get, Header, Headers, Inject } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Connection } from 'mongoose';
import { AppError } from '../common/app-error';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import { Broadcaster } from '../realtime/broadcaster';
import { Drain } from '../realtime/drain';
import { metrics } from './metrics';

const PING_TIMEOUT_MS = 2_000;

/** What operators' machines ask: is the process alive, can it serve, what does it count. */
@ApiExcludeController()
@Controller()
export class OpsController {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    private readonly drain: Drain,
    private readonly broadcaster: Broadcaster,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('health/live')
  live(): { status: string } {
    return { status: 'ok' };
  }

  /** 503 while the database does not answer, and from the signal to stop on. */
  @Get('health/ready')
  async ready(): Promise<{ status: string }> {
    if (this.drain.isDraining) throw new AppError('UNAVAILABLE', 'This server is going away.');
    try {
      await this.connection.db?.command({ ping: 1 }, { timeoutMS: PING_TIMEOUT_MS });
    } catch {
      throw new AppError('UNAVAILABLE', 'The database does not answer.', { retryAfterMs: 1_000 });
    }
    return { status: 'ok' };
  }

  @Get('metrics')
  @Header('Content-Type', metrics.registry.contentType)
  async metrics(@Headers('authorization') authorization: string | undefined): Promise<string> {
    const { metricsToken } = this.config;
    if (metricsToken !== null && authorization !== `Bearer ${metricsToken}`) {
      throw new AppError('UNAUTHENTICATED', 'The metrics need their token.');
    }
    metrics.rooms.set(this.broadcaster.roomCount);
    return metrics.registry.metrics();
  }
}
