import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Actor } from './actor';

/** The person the token proved. */
export const CurrentActor = createParamDecorator(
  (_: undefined, context: ExecutionContext): Actor => context.switchToHttp().getRequest<{ user: Actor }>().user,
);
