import { writeFile } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import { AppError } from '../common/app-error';
import { unreadable } from './image-parts';

const THUMBNAIL_SIDE = 640;
const THUMBNAIL_QUALITY = 72;
const PLACEHOLDER_SIDE = 12;

// Each picture is seen once: libvips' cache would only hold memory. How many run at once is the caller's to say.
sharp.cache(false);
sharp.concurrency(1);

export interface Picture {
  width: number;
  height: number;
  placeholder: string;
}

/**
 * Writes a picture's thumbnail (WebP, upright, the first frame). The header is read first: what is too large is never decoded.
 * @throws TOO_LARGE, FILE_TYPE
 */
export async function describePicture(path: string, thumbnailPath: string, maxPixels: number): Promise<Picture> {
  const size = await sizeOf(path, maxPixels);
  const thumbnail = await orUnreadable(
    open(path)
      .autoOrient()
      .resize({ width: THUMBNAIL_SIDE, height: THUMBNAIL_SIDE, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: THUMBNAIL_QUALITY, effort: 2 })
      .toBuffer(),
  );
  await writeFile(thumbnailPath, thumbnail, { flag: 'wx', mode: 0o600 });
  return { ...size, placeholder: await placeholderOf(thumbnail) };
}

async function sizeOf(path: string, maxPixels: number): Promise<{ width: number; height: number }> {
  const { autoOrient, width, height } = await orUnreadable(open(path).metadata());
  if (width * height > maxPixels) {
    const message = `A picture may have at most ${Math.floor(maxPixels / 1e6)} megapixels.`;
    throw new AppError('TOO_LARGE', message, { fields: { file: 'pixels' } });
  }
  return autoOrient;
}

/** A few pixels as a data URL, small enough to travel in every message. */
async function placeholderOf(thumbnail: Buffer): Promise<string> {
  const tiny = await sharp(thumbnail)
    .resize({ width: PLACEHOLDER_SIDE, height: PLACEHOLDER_SIDE, fit: 'inside' })
    .webp({ quality: 40, effort: 4 })
    .toBuffer();
  return `data:image/webp;base64,${tiny.toString('base64')}`;
}

/** In order, and without a limit of sharp's own: ours was checked on the header. */
function open(path: string): Sharp {
  return sharp(path, { sequentialRead: true, limitInputPixels: false, failOn: 'error' });
}

async function orUnreadable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch {
    throw unreadable();
  }
}
