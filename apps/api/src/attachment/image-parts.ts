import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ByteSource } from './byte-source';
import { fileType } from './polyglot';

const COPY_BYTES = 65_536;

/** What a cleaned picture is made of: parts of the original (`end` excluded), and bytes of ours. */
export type ImagePart = Buffer | { start: number; end: number };

/** A picture as its format's cleaner sees it: which parts stay, and where the picture ends. */
export interface ImageParts {
  parts: ImagePart[];
  end: number;
}

/** Exactly so many bytes, or the picture is cut off. */
export async function readExactly(source: ByteSource, position: number, length: number): Promise<Buffer> {
  const bytes = await source.read(position, length);
  if (bytes.length < length) throw unreadable();
  return bytes;
}

export function unreadable() {
  return fileType('This picture cannot be read.');
}

export async function writeParts(source: ByteSource, parts: ImagePart[], path: string): Promise<void> {
  await pipeline(Readable.from(chunksOf(source, parts)), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
}

async function* chunksOf(source: ByteSource, parts: ImagePart[]): AsyncGenerator<Buffer> {
  for (const part of parts) {
    if (Buffer.isBuffer(part)) {
      yield part;
      continue;
    }
    for (let at = part.start; at < part.end; ) {
      const chunk = await readExactly(source, at, Math.min(COPY_BYTES, part.end - at));
      yield chunk;
      at += chunk.length;
    }
  }
}
