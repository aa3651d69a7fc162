import { Global, Module } from '@nestjs/common';
import { Broadcaster } from './broadcaster';
import { Focus } from './focus';

/** The leaf of the injection order: everything may use it, it uses nothing. */
@Global()
@Module({ providers: [Broadcaster, Focus], exports: [Broadcaster, Focus] })
export class BroadcasterModule {}
