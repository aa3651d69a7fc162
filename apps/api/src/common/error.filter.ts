import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { toFailure } from './failure';
import { log } from './log';
import { toAppError } from './to-app-error';

/** The one place where an HTTP error becomes an answer. Gateway errors pass on to the socket adapter, which acks them. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  catch(thrown: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw thrown;
    const http = host.switchToHttp();
    const request = http.getRequest<Request & { id?: string }>();
    const response = http.getResponse<Response>();
    const error = toAppError(thrown);
    if (error.status >= 500) log.error({ err: thrown, requestId: request.id, path: request.path }, 'request failed');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (error.retryAfterMs !== undefined) response.setHeader('Retry-After', Math.ceil(error.retryAfterMs / 1000));
    response.setHeader('Cache-Control', 'no-store');
    response.status(error.status).json(toFailure(error, request.id));
  }
}
