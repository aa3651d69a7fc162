import type { ByteSource } from './byte-source';
import { type ImagePart, type ImageParts, readExactly, unreadable } from './image-parts';

const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;
const CONTROL = 0xf9;
const APPLICATION = 0xff;
/** The applications whose data says how often to play; others carry texts. */
const KEPT_APPLICATIONS = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0']);

export async function partsOfGif(source: ByteSource): Promise<ImageParts> {
  const screen = await readExactly(source, 0, 13);
  const first = 13 + colourTableBytes(screen[10] ?? 0);
  const parts: ImagePart[] = [{ start: 0, end: first }];
  for (let start = first; ; ) {
    const [kind, label] = await readExactly(source, start, 1 + (start + 1 < source.size ? 1 : 0));
    if (kind === TRAILER) {
      parts.push({ start, end: start + 1 });
      return { parts, end: start + 1 };
    }
    const isKept = kind === IMAGE || (kind === EXTENSION && (await isKeptExtension(source, start, label)));
    if (kind !== IMAGE && kind !== EXTENSION) throw unreadable();
    const end = await endOfBlocks(source, kind === IMAGE ? await startOfData(source, start) : start + 2);
    if (isKept) parts.push({ start, end });
    start = end;
  }
}

async function isKeptExtension(source: ByteSource, start: number, label: number | undefined): Promise<boolean> {
  if (label !== APPLICATION) return label === CONTROL;
  return KEPT_APPLICATIONS.has((await readExactly(source, start + 3, 11)).toString('latin1'));
}

/** After an image's place, its own colours and the size of its codes. */
async function startOfData(source: ByteSource, start: number): Promise<number> {
  const descriptor = await readExactly(source, start, 10);
  return start + 10 + colourTableBytes(descriptor[9] ?? 0) + 1;
}

/** Data comes in blocks of up to 255 bytes, each after its length; an empty one ends it. */
async function endOfBlocks(source: ByteSource, start: number): Promise<number> {
  for (let at = start; ; ) {
    const length = (await readExactly(source, at, 1))[0] ?? 0;
    at += 1 + length;
    if (length === 0) return at;
  }
}

function colourTableBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 0x07) + 1) : 0;
}
