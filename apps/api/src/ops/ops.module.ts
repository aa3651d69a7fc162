import { Module } from '@nestjs/common';
import { DatabaseRevival } from './database-revival';
import { DatabaseWatch } from './database-watch';
import { IndexesReady } from './indexes-ready';
import { LiveController } from './live.controller';
import { LiveFigures } from './live-figures';
import { OpsController } from './ops.controller';

@Module({
  controllers: [OpsController, LiveController],
  providers: [IndexesReady, DatabaseWatch, DatabaseRevival, LiveFigures],
})
export class OpsModule {}
