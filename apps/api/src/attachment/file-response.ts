import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { log } from '../common/log';
import { parseRange } from './byte-range';
import { type ByteRange, FILE_STORE, type FileStore } from './file-store';

/** What is sent, and as what. */
export interface ServedFile {
  key: string;
  name: string;
  mimeType: string;
  /** Null when only the store knows: then there are no ranges. */
  size: number | null;
}

const TEXT = 'text/plain';

/** Answers with bytes, so that whatever they are they cannot act as a page of this site. */
@Injectable()
export class FileResponse {
  constructor(@Inject(FILE_STORE) private readonly store: FileStore) {}

  async send(request: Request, response: Response, file: ServedFile): Promise<void> {
    // Bytes never change under their key.
    const tag = `"${file.key}"`;
    if (request.headers['if-none-match']?.includes(tag)) {
      response.status(304).setHeader('ETag', tag).end();
      return;
    }
    const isSame = !request.headers['if-range'] || request.headers['if-range'] === tag;
    const range = file.size !== null && isSame ? this.range(request, response, file.size) : undefined;
    // Before any header: a refusal is answered as JSON.
    const bytes = request.method === 'HEAD' ? null : await this.store.get(file.key, range);
    setHeaders(response, file, range);
    response.setHeader('ETag', tag);
    if (bytes) await this.pour(bytes, response);
    else response.end();
  }

  private range({ headers }: Request, response: Response, size: number) {
    try {
      return parseRange(headers.range, size);
    } catch (error) {
      response.setHeader('Content-Range', `bytes */${size}`);
      throw error;
    }
  }

  /** A reader who goes away is no fault; a store that breaks off is seen by the reader as a cut answer. */
  private async pour(bytes: NodeJS.ReadableStream, response: Response): Promise<void> {
    try {
      await pipeline(bytes, response);
    } catch (err) {
      if ((err as { code?: string }).code !== 'ERR_STREAM_PREMATURE_CLOSE') log.warn({ err }, 'file not sent whole');
    }
  }
}

function setHeaders(response: Response, { name, mimeType, size }: ServedFile, range?: ByteRange): void {
  const isPicture = mimeType.startsWith('image/');
  if (size !== null) response.setHeader('Accept-Ranges', 'bytes');
  if (size !== null) response.setHeader('Content-Length', range ? range.end - range.start + 1 : size);
  if (range) response.status(206).setHeader('Content-Range', `bytes ${range.start}-${range.end}/${size}`);
  response.setHeader('Content-Type', mimeType === TEXT ? `${TEXT}; charset=utf-8` : mimeType);
  response.setHeader('Content-Disposition', `${isPicture ? 'inline' : 'attachment'}; ${named(name)}`);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Content-Security-Policy', "sandbox; default-src 'none'");
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  // Asked for again each time, so that who lost access loses it here too; unchanged bytes are not sent again.
  response.setHeader('Cache-Control', 'private, no-cache, no-transform');
}

/** RFC 6266: a plain name for old readers, and the whole one in UTF-8. */
function named(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `filename="${plain}"; filename*=UTF-8''${encoded}`;
}
