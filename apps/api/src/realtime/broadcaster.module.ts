import { Global, Module } from '@nestjs/common';
import { Broadcaster } from './broadcaster';
import { Drain } from './drain';
import { Focus } from './focus';
import { SharedPresence } from './shared-presence';

/** The leaf of the injection order: everything may use it, it uses nothing. */
@Global()
@Module({
  providers: [Broadcaster, Drain, Focus, SharedPresence],
  exports: [Broadcaster, Drain, Focus, SharedPresence],
})
export class BroadcasterModule {}
