import type { ByteSource } from './byte-source';
import { orientationOf, tiffWithOrientation } from './exif-orientation';
import { type ImagePart, type ImageParts, readExactly, unreadable } from './image-parts';

const HEAD_BYTES = 12;
const CHUNK_HEAD_BYTES = 8;
const KEPT = new Set(['VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
const EXTENDED = 'VP8X';
const HAS_EXIF = 0x08;
const HAS_XMP = 0x04;

export async function partsOfWebp(source: ByteSource): Promise<ImageParts> {
  const end = 8 + (await readExactly(source, 4, 4)).readUInt32LE();
  const parts: ImagePart[] = [];
  let extended: Buffer | null = null;
  let orientation = 1;
  for (let start = HEAD_BYTES; start + CHUNK_HEAD_BYTES <= end; ) {
    const head = await readExactly(source, start, CHUNK_HEAD_BYTES);
    const type = head.toString('latin1', 0, 4);
    const length = head.readUInt32LE(4);
    const chunkEnd = start + CHUNK_HEAD_BYTES + length + (length % 2);
    if (chunkEnd > end) throw unreadable();
    if (type === EXTENDED) {
      extended = Buffer.from(await readExactly(source, start, chunkEnd - start));
      parts.push(extended);
    } else if (type === 'EXIF') {
      orientation = orientationOf(withoutLabel(await readExactly(source, start + CHUNK_HEAD_BYTES, length)));
    } else if (KEPT.has(type)) {
      parts.push({ start, end: chunkEnd });
    }
    start = chunkEnd;
  }
  if (extended) setFlags(extended, orientation);
  if (extended && orientation > 1) parts.push(chunk('EXIF', tiffWithOrientation(orientation)));
  return { parts: [fileHead(parts), ...parts], end };
}

/** Some writers put JPEG's label before the Exif. */
function withoutLabel(content: Buffer): Buffer {
  return content.toString('latin1', 0, 6) === 'Exif\0\0' ? content.subarray(6) : content;
}

function setFlags(extended: Buffer, orientation: number): void {
  const flags = (extended[CHUNK_HEAD_BYTES] ?? 0) & ~(HAS_EXIF | HAS_XMP);
  extended[CHUNK_HEAD_BYTES] = orientation > 1 ? flags | HAS_EXIF : flags;
}

function fileHead(parts: ImagePart[]): Buffer {
  const bytes = parts.reduce((sum, part) => sum + (Buffer.isBuffer(part) ? part.length : part.end - part.start), 0);
  return chunk('RIFF', Buffer.from('WEBP', 'latin1'), bytes);
}

/** A chunk of even length; `more` bytes of it follow elsewhere. */
function chunk(type: string, content: Buffer, more = 0): Buffer {
  const head = Buffer.alloc(CHUNK_HEAD_BYTES);
  head.write(type, 'latin1');
  head.writeUInt32LE(content.length + more, 4);
  return Buffer.concat([head, content]);
}
