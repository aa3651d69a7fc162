import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { ExternalUserController } from './external-user.controller';
import { ExternalUsers } from './external-users';
import { UserController } from './user.controller';
import { User, UserSchema } from './user.schema';
import { UserService } from './user.service';
import { UserDirectory } from './user-directory';
import { UserTagController } from './user-tag.controller';

@Module({
  imports: [MongooseModule.forFeature([{ name: User.name, schema: UserSchema }])],
  controllers: [UserController, UserTagController, ExternalUserController],
  providers: [UserService, UserDirectory, ExternalUsers],
  exports: [UserService, UserDirectory, ExternalUsers],
})
export class UserModule {}
