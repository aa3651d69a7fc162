import { Module } from '@nestjs/common';
import { UserModule } from '../user/user.module';
import { Presence } from './presence';

/** Who is there; apart from the gateway, which says so, because rooms to its left ask. */
@Module({ imports: [UserModule], providers: [Presence], exports: [Presence] })
export class PresenceModule {}
