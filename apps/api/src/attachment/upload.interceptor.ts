import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Request } from 'express';
import { lastValueFrom, type Observable, of } from 'rxjs';
import type { Actor } from '../auth/actor';
import { AppError } from '../common/app-error';
import { RateLimits } from '../common/rate-limit';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import { TempFiles } from './temp-files';
import { UploadQuota } from './upload-quota';
import type { UploadedFile } from './uploaded-file';

/** The form's own bytes around the file. */
const FORM_MAX_BYTES = 65_536;

type UploadRequest = Request & { user: Actor; file?: UploadedFile };

/** Before a byte of an upload is read: whether it may come. After it, however it ends: nothing of it stays behind. */
@Injectable()
export class UploadInterceptor implements NestInterceptor {
  constructor(
    private readonly quota: UploadQuota,
    private readonly limits: RateLimits,
    private readonly temp: TempFiles,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<UploadRequest>();
    const bytes = this.announcedBytes(request);
    // Counted when the file has arrived: on a poor network one takes many beginnings.
    await this.limits.requireRoom('upload', request.user.id);
    const release = await this.quota.reserve(request.user.id, bytes);
    try {
      return of(await lastValueFrom(next.handle()));
    } finally {
      release();
      await this.temp.remove(request.file?.path);
    }
  }

  private announcedBytes({ headers }: Request): number {
    if (!/^multipart\/form-data\s*(;|$)/i.test(headers['content-type'] ?? '')) {
      throw new AppError('UNSUPPORTED_MEDIA_TYPE', 'Send a form (Content-Type: multipart/form-data).');
    }
    const max = this.config.limits.attachmentMaxBytes;
    const announced = Number(headers['content-length'] ?? max);
    if (announced > max + FORM_MAX_BYTES) throw tooLarge(max);
    return Math.min(announced, max);
  }
}

export function tooLarge(maxBytes: number): AppError {
  return new AppError('TOO_LARGE', `A file may have at most ${maxBytes} bytes.`, { fields: { file: 'size' } });
}
