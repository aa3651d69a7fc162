import { type DynamicModule, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { ClusterModule } from './cluster/cluster.module';
import { CommonModule } from './common/common.module';
import type { Config } from './config/config';
import { ConfigModule } from './config/config.module';
import { databaseOptions } from './config/database';
import { MessageModule } from './message/message.module';
import { BroadcasterModule } from './realtime/broadcaster.module';

/** As much of the API as looks at messages: no doors, and nothing that repairs by itself. */
@Module({})
export class ReconcileModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: ReconcileModule,
      imports: [
        ConfigModule.forRoot(config),
        MongooseModule.forRoot(config.mongodbUri, databaseOptions),
        ClusterModule,
        CommonModule,
        BroadcasterModule,
        MessageModule,
      ],
    };
  }
}
