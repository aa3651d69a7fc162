import { Global, Module } from '@nestjs/common';
import { Broadcaster } from './broadcaster';
import { Focus } from './focus';
import { SharedPresence } from './shared-presence';

/** The leaf of the injection order: everything may use it, it uses nothing. */
@Global()
@Module({ providers: [Broadcaster, Focus, SharedPresence], exports: [Broadcaster, Focus, SharedPresence] })
export class BroadcasterModule {}
