import sharp, { type Sharp } from 'sharp';

/** A picture of one colour, as PNG unless `format` asks for something else. */
export function buildPicture(
  { width = 40, height = 30 }: { width?: number; height?: number } = {},
  format: (picture: Sharp) => Sharp = (picture) => picture.png(),
): Promise<Buffer> {
  return format(sharp({ create: { width, height, channels: 3, background: '#3366cc' } })).toBuffer();
}
