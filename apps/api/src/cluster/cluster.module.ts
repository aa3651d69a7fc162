import { Global, Module } from '@nestjs/common';
import { Cluster } from './cluster';

@Global()
@Module({ providers: [Cluster], exports: [Cluster] })
export class ClusterModule {}
