import { applyDecorators, Controller, UseGuards, UseInterceptors, UsePipes } from '@nestjs/common';
import { ApiSecurity, ApiTags } from '@nestjs/swagger';
import { EnvelopeInterceptor } from '../common/envelope.interceptor';
import { InputPipe } from '../common/input.pipe';
import { ServerKeyGuard } from './server-key.guard';

/** A controller under /api for the marketplace's own server, which acts for nobody in particular. */
export function ServerController(path: string): ClassDecorator {
  return applyDecorators(
    Controller(`api/${path}`),
    ApiTags(path),
    ApiSecurity('serverKey'),
    UseGuards(ServerKeyGuard),
    UseInterceptors(EnvelopeInterceptor),
    UsePipes(InputPipe),
  );
}
