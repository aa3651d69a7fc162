import type { Limits } from '@app/contracts';
import type { RefusedFile } from './tray';

interface Fitting {
  file: File;
  /** Pixels as shown; null when it is no picture. */
  width: number | null;
  height: number | null;
}

/** The longest side of a photograph that had to be made smaller. */
const LONG_SIDE = 4_096;
const QUALITY = 0.85;

/** The file as it may be sent: a photograph that is too large is made smaller, as cameras take larger ones than a chat needs. */
export async function withFittingSize(file: File, limits: Limits): Promise<Fitting | RefusedFile['reason']> {
  const isSmall = file.size <= limits.attachmentMaxBytes;
  if (!file.type.startsWith('image/')) return isSmall ? { file, width: null, height: null } : 'size';
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return 'unreadable';
  const { width, height } = picture;
  try {
    if (isSmall && width * height <= limits.attachmentMaxPixels) return { file, width, height };
    // A moving picture would stand still.
    if (file.type === 'image/gif') return 'size';
    const smaller = await shrink(picture, file.name);
    return smaller && smaller.file.size <= limits.attachmentMaxBytes ? smaller : 'size';
  } finally {
    picture.close();
  }
}

async function shrink(picture: ImageBitmap, name: string): Promise<Fitting | null> {
  const scale = Math.min(1, LONG_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
  if (!blob) return null;
  const file = new File([blob], name.replace(/\.[^.]+$/, '.jpg'), { type: 'image/jpeg' });
  return { file, width: canvas.width, height: canvas.height };
}
