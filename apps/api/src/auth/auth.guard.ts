import type { Role } from '@app/contracts';
import { type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { AppError, forbidden } from '../common/app-error';
import type { Actor } from './actor';
import { toTokenError } from './token.service';

const PUBLIC = 'parley:public';
const ROLES = 'parley:roles';
const GUESTS = 'parley:guests';

/** A route that needs no session. */
export const Public = () => SetMetadata(PUBLIC, true);

/** A route or controller for these roles only. */
export const OnlyFor = (...roles: Role[]) => SetMetadata(ROLES, roles);

/** A route that visitors without an account may use too; it must answer nothing but what is their own, or everybody's. */
export const AlsoForGuests = () => SetMetadata(GUESTS, true);

/** Every route needs a session unless it says Public; roles are checked after it, and guests are refused where nothing lets them in. */
@Injectable()
export class SessionGuard extends AuthGuard('jwt') {
  constructor(private readonly reflector: Reflector) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, targets)) return true;
    await super.canActivate(context);
    const roles = this.reflector.getAllAndOverride<Role[]>(ROLES, targets);
    const actor = context.switchToHttp().getRequest<{ user: Actor }>().user;
    if (roles && !roles.includes(actor.role)) throw forbidden();
    if (actor.isGuest && !this.reflector.getAllAndOverride<boolean>(GUESTS, targets)) throw forbidden();
    return true;
  }

  override handleRequest<TUser = Actor>(error: unknown, user: TUser | false, info: unknown): TUser {
    if (error) throw error;
    if (user) return user;
    if ((info as Error | undefined)?.message === 'No auth token') {
      throw new AppError('UNAUTHENTICATED', 'Sign in first.');
    }
    throw toTokenError(info);
  }
}
