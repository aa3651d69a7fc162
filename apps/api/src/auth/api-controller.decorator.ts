import { applyDecorators, Controller, UseGuards, UseInterceptors, UsePipes } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { EnvelopeInterceptor } from '../common/envelope.interceptor';
import { InputPipe } from '../common/input.pipe';
import { SessionGuard } from './auth.guard';

/**
 * A controller under /api with everything a door needs: session, input validation, envelope. Not set globally, because
 * Nest would run global guards and interceptors for every socket message too.
 */
export function ApiController(path: string): ClassDecorator {
  return applyDecorators(
    Controller(`api/${path}`),
    ApiTags(path),
    ApiBearerAuth(),
    UseGuards(SessionGuard),
    UseInterceptors(EnvelopeInterceptor),
    UsePipes(InputPipe),
  );
}
