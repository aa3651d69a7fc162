import { ByteSource } from './byte-source';
import { partsOfGif } from './clean-gif';
import { partsOfJpeg } from './clean-jpeg';
import { partsOfPng } from './clean-png';
import { partsOfWebp } from './clean-webp';
import { type ImageParts, unreadable, writeParts } from './image-parts';
import { refuseForeign } from './polyglot';

const CLEANERS: Readonly<Record<string, (source: ByteSource) => Promise<ImageParts>>> = {
  'image/jpeg': partsOfJpeg,
  'image/png': partsOfPng,
  'image/webp': partsOfWebp,
  'image/gif': partsOfGif,
};

/**
 * Copies a picture without what it says about places, devices, times and people, and without what follows its end (phones
 * put films there). Pixels are not touched.
 * @throws FILE_TYPE when it is damaged, or when what follows is a page, a document or a program.
 */
export function cleanImage(path: string, mimeType: string, cleanPath: string): Promise<void> {
  return ByteSource.use(path, async (source) => {
    const cleaner = CLEANERS[mimeType];
    if (!cleaner) throw unreadable();
    const { parts, end } = await cleaner(source);
    if (end < source.size) await refuseForeign(source, end, mimeType);
    await writeParts(source, parts, cleanPath);
  });
}
