import { Global, Module } from '@nestjs/common';
import { Cursors } from './cursor';
import { EpochService } from './epoch.service';
import { RateLimits } from './rate-limit';
import { StartUpkeep } from './start-upkeep';

@Global()
@Module({
  providers: [Cursors, EpochService, RateLimits, StartUpkeep],
  exports: [Cursors, EpochService, RateLimits, StartUpkeep],
})
export class CommonModule {}
