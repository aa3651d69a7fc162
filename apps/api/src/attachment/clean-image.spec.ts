import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { buildPicture } from '../testing/build-picture';
import { cleanImage } from './clean-image';

const SECRET = 'Rue des Freres 12';

/** What a phone writes: where, when, with what, and how to turn the picture. */
const EXIF = {
  IFD0: { Make: SECRET, Software: SECRET },
  IFD2: { DateTimeOriginal: '2026:11:21 08:00:00' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '36/1 45/1 0/1' },
};
const XMP = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" dc:source="${SECRET}"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

describe(cleanImage.name, () => {
  let dir: string;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'parley-clean-'));
  });

  afterAll(() => rm(dir, { recursive: true, force: true }));

  const clean = async (bytes: Buffer, format: string) => {
    const [from, to] = [join(dir, randomUUID()), join(dir, randomUUID())];
    await writeFile(from, bytes);
    await cleanImage(from, `image/${format}`, to);
    return readFile(to);
  };
  const pixels = (bytes: Buffer) => sharp(bytes, { animated: true }).raw().toBuffer();
  const withMetadata = (format: 'jpeg' | 'png' | 'webp') =>
    buildPicture({}, (picture) =>
      picture.withExif(EXIF).withXmp(XMP).withMetadata({ orientation: 6 }).toFormat(format, { lossless: true }),
    );

  it.each(['jpeg', 'png', 'webp'] as const)(
    'takes places, times and devices out of %s, and no pixel',
    async (format) => {
      const original = await withMetadata(format);
      expect(original.includes(SECRET)).toBe(true);
      const cleaned = await clean(original, format);
      expect(cleaned.includes(SECRET)).toBe(false);
      const { exif, xmp } = await sharp(cleaned).metadata();
      expect([exif?.includes('2026') ?? false, xmp]).toEqual([false, undefined]);
      expect(await pixels(cleaned)).toEqual(await pixels(original));
    },
  );

  it.each(['jpeg', 'webp'] as const)('keeps how %s is to be turned', async (format) => {
    const { orientation, autoOrient } = await sharp(await clean(await withMetadata(format), format)).metadata();
    expect({ orientation, autoOrient }).toEqual({ orientation: 6, autoOrient: { width: 30, height: 40 } });
  });

  it('keeps what the colours mean', async () => {
    const original = await buildPicture({}, (picture) => picture.withIccProfile('p3').jpeg());
    const { icc } = await sharp(await clean(original, 'jpeg')).metadata();
    expect(icc).toEqual((await sharp(original).metadata()).icc);
  });

  it('goes through a JPEG of many scans', async () => {
    const original = await buildPicture({ width: 300, height: 200 }, (picture) => picture.jpeg({ progressive: true }));
    expect(await pixels(await clean(original, 'jpeg'))).toEqual(await pixels(original));
  });

  it('goes on where a marker lies across two looks into the file', async () => {
    const original = await buildNoise();
    const marker = original.indexOf(Buffer.from([0xff, 0x00]), 5_000);
    const cleaned = await clean(original, 'jpeg');
    // A look takes 64 KB; a comment before the pair moves it over the end of one, wherever that began.
    for (let place = 65_530; place < 65_545; place++) {
      const shifted = Buffer.concat([original.subarray(0, 2), segment(place - marker), original.subarray(2)]);
      expect([shifted[place], shifted[place + 1]]).toEqual([0xff, 0x00]);
      expect(await clean(shifted, 'jpeg')).toEqual(cleaned);
    }
  });

  it('keeps every frame of what moves, and how often it plays', async () => {
    const frames = await Promise.all(['red', 'green', 'blue'].map((background) => frame(background)));
    const film = await sharp(Buffer.concat(frames), { raw: { width: 20, height: 60, channels: 3, pageHeight: 20 } })
      .gif({ loop: 3, delay: [100, 100, 100] })
      .toBuffer();
    const original = Buffer.concat([film.subarray(0, -1), comment(SECRET), film.subarray(-1)]);
    const cleaned = await clean(original, 'gif');
    expect(cleaned.includes(SECRET)).toBe(false);
    expect(await sharp(cleaned, { animated: true }).metadata()).toMatchObject({ pages: 3, loop: 3 });
    expect(await pixels(cleaned)).toEqual(await pixels(original));
  });

  it('cuts off what phones put behind a picture', async () => {
    const original = await buildPicture({}, (picture) => picture.jpeg());
    const film = Buffer.concat([Buffer.from('\0\0\0\x18ftypmp42', 'latin1'), Buffer.alloc(1_000, SECRET)]);
    expect(await clean(Buffer.concat([original, film]), 'jpeg')).toEqual(await clean(original, 'jpeg'));
  });

  it.each(['jpeg', 'png', 'webp', 'gif'] as const)('refuses a %s cut off anywhere', async (format) => {
    const original = await buildPicture({ width: 20, height: 20 }, (picture) => picture.toFormat(format));
    for (let length = 0; length < original.length; length += 7) {
      await expect(clean(original.subarray(0, length), format)).rejects.toMatchObject({ code: 'FILE_TYPE' });
    }
  });

  it('ends on bytes that mean nothing', async () => {
    for (const format of ['jpeg', 'png', 'webp', 'gif'] as const) {
      const original = await buildPicture({ width: 20, height: 20 }, (picture) => picture.toFormat(format));
      for (let at = 2; at < original.length; at += 5) {
        const spoilt = Buffer.from(original);
        spoilt[at] = 0xff - (spoilt[at] ?? 0);
        await clean(spoilt, format).catch((error) => expect(error).toMatchObject({ code: 'FILE_TYPE' }));
      }
    }
  });
});

function frame(background: string): Promise<Buffer> {
  return sharp({ create: { width: 20, height: 20, channels: 3, background } })
    .raw()
    .toBuffer();
}

/** A JPEG of some 100 KB. */
function buildNoise(): Promise<Buffer> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 40 };
  return sharp({ create: { width: 400, height: 300, channels: 3, background: 'gray', noise } })
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** A JPEG comment of so many bytes in all. */
function segment(bytes: number): Buffer {
  const comment = Buffer.alloc(bytes, 'a');
  comment.writeUInt16BE(0xfffe, 0);
  comment.writeUInt16BE(bytes - 2, 2);
  return comment;
}

/** A comment as GIF writes it. */
function comment(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x21, 0xfe, text.length]), Buffer.from(text), Buffer.from([0])]);
}
