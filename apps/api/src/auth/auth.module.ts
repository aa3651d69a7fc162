import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { MongooseModule } from '@nestjs/mongoose';
import { PassportModule } from '@nestjs/passport';
import { UserModule } from '../user/user.module';
import { AuthController } from './auth.controller';
import { AuthService } from './auth.service';
import { AuthCookies } from './auth-cookies';
import { Device, DeviceSchema } from './device.schema';
import { Devices } from './devices';
import { JwtStrategy } from './jwt.strategy';
import { Session, SessionSchema } from './session.schema';
import { SessionService } from './session.service';
import { TokenService } from './token.service';

@Module({
  imports: [
    UserModule,
    PassportModule,
    JwtModule.register({}),
    MongooseModule.forFeature([
      { name: Session.name, schema: SessionSchema },
      { name: Device.name, schema: DeviceSchema },
    ]),
  ],
  controllers: [AuthController],
  providers: [AuthService, AuthCookies, Devices, JwtStrategy, SessionService, TokenService],
  exports: [AuthService, Devices, SessionService, TokenService, AuthCookies],
})
export class AuthModule {}
