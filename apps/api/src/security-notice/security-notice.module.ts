import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module';
import { NotificationModule } from '../notification/notification.module';
import { UserModule } from '../user/user.module';
import { SecurityNotices } from './security-notices';

@Module({ imports: [UserModule, AuthModule, NotificationModule], providers: [SecurityNotices] })
export class SecurityNoticeModule {}
