import type { ByteSource } from './byte-source';
import { orientationOf, tiffWithOrientation } from './exif-orientation';
import { type ImagePart, type ImageParts, readExactly, unreadable } from './image-parts';

const START = 0xd8;
const END = 0xd9;
const SCAN = 0xda;
const COMMENT = 0xfe;
const EXIF = 'Exif\0\0';

/** What application segments hold of the picture itself: how its colours are meant. Places, devices and names do not. */
const KEPT_APPLICATION: ReadonlyMap<number, string> = new Map([
  [0xe0, 'JFIF\0'],
  [0xe2, 'ICC_PROFILE\0'],
  [0xee, 'Adobe'],
]);

const isApplication = (marker: number) => marker >= 0xe0 && marker <= 0xef;

/** Goes from segment to segment; nothing is decoded, so the picture keeps its quality. */
export async function partsOfJpeg(source: ByteSource): Promise<ImageParts> {
  const parts: ImagePart[] = [{ start: 0, end: 2 }];
  let orientation = 1;
  for (let at = 2; ; ) {
    const { marker, start } = await nextMarker(source, at);
    if (marker === START) throw unreadable();
    if (marker === END) {
      parts.push({ start, end: start + 2 });
      if (orientation > 1) parts.splice(1, 0, exifSegment(orientation));
      return { parts, end: start + 2 };
    }
    const segmentEnd = start + 2 + (await readExactly(source, start + 2, 2)).readUInt16BE();
    if (isApplication(marker) || marker === COMMENT) {
      const content = await readExactly(source, start + 4, segmentEnd - start - 4);
      const label = KEPT_APPLICATION.get(marker);
      if (label !== undefined && startsWith(content, label)) parts.push({ start, end: segmentEnd });
      if (startsWith(content, EXIF)) orientation = orientationOf(content.subarray(EXIF.length));
      at = segmentEnd;
    } else {
      at = marker === SCAN ? await endOfScan(source, segmentEnd) : segmentEnd;
      parts.push({ start, end: at });
    }
  }
}

async function nextMarker(source: ByteSource, at: number): Promise<{ marker: number; start: number }> {
  for (let start = at; ; start++) {
    const [first, marker] = await readExactly(source, start, 2);
    if (first !== 0xff) throw unreadable();
    // Any number of 0xff may come before a marker.
    if (marker !== undefined && marker !== 0xff) return { marker, start };
  }
}

/** Compressed data goes on until a 0xff that is neither stuffed (00) nor a restart (d0 to d7). */
async function endOfScan(source: ByteSource, from: number): Promise<number> {
  for (let position = from; ; ) {
    const chunk = await source.readAhead(position, 2);
    if (chunk.length < 2) throw unreadable();
    let at = chunk.indexOf(0xff);
    for (; at >= 0 && at < chunk.length - 1; at = chunk.indexOf(0xff, at + 1)) {
      const next = chunk[at + 1] ?? 0;
      if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return position + at;
    }
    position += at < 0 ? chunk.length : at;
  }
}

function startsWith(content: Buffer, label: string): boolean {
  return content.toString('latin1', 0, label.length) === label;
}

function exifSegment(orientation: number): Buffer {
  const content = Buffer.concat([Buffer.from(EXIF, 'latin1'), tiffWithOrientation(orientation)]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}
