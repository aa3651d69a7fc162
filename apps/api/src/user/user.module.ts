import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { ExternalUserController } from './external-user.controller';
import { ExternalUsers } from './external-users';
import { GuestAccounts } from './guest-accounts';
import { UserController } from './user.controller';
import { User, UserSchema } from './user.schema';
import { UserService } from './user.service';
import { UserDirectory } from './user-directory';
import { UserTagController } from './user-tag.controller';

@Module({
  imports: [MongooseModule.forFeature([{ name: User.name, schema: UserSchema }])],
  controllers: [UserController, UserTagController, ExternalUserController],
  providers: [UserService, UserDirectory, ExternalUsers, GuestAccounts],
  exports: [UserService, UserDirectory, ExternalUsers, GuestAccounts],
})
export class UserModule {}
