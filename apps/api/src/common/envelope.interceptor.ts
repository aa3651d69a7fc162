import type { Success } from '@app/contracts';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { map, type Observable } from 'rxjs';

/** Wraps what a controller returns into the success envelope and keeps it out of caches. */
@Injectable()
export class EnvelopeInterceptor implements NestInterceptor<unknown, Success<unknown>> {
  intercept(context: ExecutionContext, next: CallHandler): Observable<Success<unknown>> {
    context.switchToHttp().getResponse<Response>().setHeader('Cache-Control', 'no-store');
    return next.handle().pipe(map((data) => ({ success: true, data: data ?? null })));
  }
}
