import { randomBytes } from 'node:crypto';
import sharp from 'sharp';

const WIDTH = 4_000;
const HEIGHT = 3_000;

/** A PDF of exactly so many bytes, as far as anybody looks. */
export function documentOf(bytes) {
  const [head, tail] = [Buffer.from('%PDF-1.7\n'), Buffer.from('\n%%EOF\n')];
  return Buffer.concat([head, randomBytes(bytes - head.length - tail.length), tail]);
}

/** A JPEG of 12 megapixels and at most so many bytes: noise on a gradient, as a camera's is. */
export async function photoOf(maxBytes) {
  const noise = { type: 'gaussian', mean: 128, sigma: 30 };
  const grain = await sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: 'gray', noise } })
    .raw()
    .toBuffer();
  for (let quality = 95; quality > 5; quality -= 5) {
    const photo = await sharp(grain, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
      .jpeg({ quality })
      .toBuffer();
    if (photo.length <= maxBytes) return photo;
  }
  throw new Error(`No JPEG of ${WIDTH} x ${HEIGHT} fits into ${maxBytes} bytes.`);
}
