import { type FileHandle, open } from 'node:fs/promises';

const WINDOW_BYTES = 65_536;

/** Reads here and there in a file through one window, so that looking through a file never holds the whole of it. */
export class ByteSource {
  private window = Buffer.alloc(0);
  private windowStart = 0;

  private constructor(
    private readonly file: FileHandle,
    readonly size: number,
  ) {}

  /** Opens a file for the time of one job. */
  static async use<T>(path: string, job: (source: ByteSource) => Promise<T>): Promise<T> {
    const file = await open(path, 'r');
    try {
      return await job(new ByteSource(file, (await file.stat()).size));
    } finally {
      await file.close();
    }
  }

  /** Shorter than asked for where the file ends. */
  async read(position: number, length: number): Promise<Buffer> {
    const isInside = position >= this.windowStart && position + length <= this.windowStart + this.window.length;
    if (!isInside) await this.moveTo(position, length);
    const from = position - this.windowStart;
    return this.window.subarray(from, from + length);
  }

  /** What the window holds from a position on: at least so many bytes, fewer only where the file ends. */
  async readAhead(position: number, least: number): Promise<Buffer> {
    await this.read(position, least);
    return this.window.subarray(position - this.windowStart);
  }

  /** The first place at or after `from` where these bytes are, before `until`; -1 when nowhere. */
  async indexOf(bytes: Buffer, from = 0, until = this.size): Promise<number> {
    for (let position = from; position + bytes.length <= until; ) {
      const part = await this.read(position, Math.min(WINDOW_BYTES, until - position));
      const at = part.indexOf(bytes);
      if (at >= 0) return position + at;
      position += Math.max(1, part.length - bytes.length + 1);
    }
    return -1;
  }

  private async moveTo(position: number, length: number): Promise<void> {
    const buffer = Buffer.alloc(Math.max(WINDOW_BYTES, length));
    const { bytesRead } = await this.file.read(buffer, 0, buffer.length, position);
    this.window = buffer.subarray(0, bytesRead);
    this.windowStart = position;
  }
}
