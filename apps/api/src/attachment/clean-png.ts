import type { ByteSource } from './byte-source';
import { type ImagePart, type ImageParts, readExactly } from './image-parts';

const SIGNATURE_BYTES = 8;
/** Length, type and checksum around each chunk's data. */
const FRAME_BYTES = 12;

/** Chunks beside the critical ones that say how the picture looks or moves; the others hold texts, times and places. */
const KEPT = new Set('tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT bKGD hIST pHYs sPLT acTL fcTL fdAT'.split(' '));

/** A capital first letter: no reader can show the picture without it. */
const isCritical = (type: string) => /^[A-Z]/.test(type);

export async function partsOfPng(source: ByteSource): Promise<ImageParts> {
  const parts: ImagePart[] = [{ start: 0, end: SIGNATURE_BYTES }];
  for (let start = SIGNATURE_BYTES; ; ) {
    const head = await readExactly(source, start, 8);
    const end = start + FRAME_BYTES + head.readUInt32BE();
    await readExactly(source, end - 1, 1);
    const type = head.toString('latin1', 4);
    if (isCritical(type) || KEPT.has(type)) parts.push({ start, end });
    if (type === 'IEND') return { parts, end };
    start = end;
  }
}
