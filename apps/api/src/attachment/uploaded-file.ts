import { createHash, type Hash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request } from 'express';
import type { StorageEngine } from 'multer';
import type { TempFiles } from './temp-files';

/** A file that arrived whole, in the upload folder. */
export interface UploadedFile {
  path: string;
  originalname: string;
  size: number;
  /** SHA-256 of the bytes as they came, base64url. */
  digest: string;
}

type Taken = Express.Multer.File & { digest?: string };

/** Writes what arrives to the disk at the pace of the disk, and sums it up on the way. */
export class TempStorage implements StorageEngine {
  constructor(private readonly files: TempFiles) {}

  _handleFile(_request: Request, file: Taken, done: (error?: unknown, info?: Partial<Taken>) => void): void {
    this.write(file).then((info) => done(null, info), done);
  }

  _removeFile(_request: Request, { path }: Taken, done: (error: Error | null) => void): void {
    this.files.remove(path).then(() => done(null), done);
  }

  private async write(file: Taken): Promise<Partial<Taken>> {
    file.path = await this.files.newPath();
    const sum = createHash('sha256');
    const target = createWriteStream(file.path, { flags: 'wx', mode: 0o600 });
    try {
      await pipeline(file.stream, summing(sum), target);
    } catch (error) {
      await this.files.remove(file.path);
      throw error;
    }
    return { path: file.path, size: target.bytesWritten, digest: sum.digest('base64url') };
  }
}

function summing(sum: Hash): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sum.update(chunk);
      done(null, chunk);
    },
  });
}
