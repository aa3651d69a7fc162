import { Module } from '@nestjs/common';
import { DatabaseWatch } from './database-watch';
import { LiveController } from './live.controller';
import { LiveFigures } from './live-figures';
import { OpsController } from './ops.controller';

@Module({ controllers: [OpsController, LiveController], providers: [DatabaseWatch, LiveFigures] })
export class OpsModule {}
