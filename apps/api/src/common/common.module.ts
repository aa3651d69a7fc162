import { Global, Module } from '@nestjs/common';
import { Cursors } from './cursor';
import { EpochService } from './epoch.service';
import { RateLimits } from './rate-limit';

@Global()
@Module({ providers: [Cursors, EpochService, RateLimits], exports: [Cursors, EpochService, RateLimits] })
export class CommonModule {}
