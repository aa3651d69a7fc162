import { Module } from '@nestjs/common';
import { DatabaseWatch } from './database-watch';
import { OpsController } from './ops.controller';

@Module({ controllers: [OpsController], providers: [DatabaseWatch] })
export class OpsModule {}
