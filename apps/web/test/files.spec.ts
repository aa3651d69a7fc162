import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import arabic from '../messages/ar.json';
import english from '../messages/en.json';
import french from '../messages/fr.json';
import { climb } from './climb';
import { describeInBrowser, type VisitorOptions, withProduct } from './product';
import { chatWith, type Session } from './session';
import { composer, gone, message, visible } from './steps';

/** In messages of one to ten; stored once, and forwarded from then on. */
const PICTURES = 1_000;
const SHAPES = 20;
const SET = 10;
const SETS = 80;
const PAGES = 5;
const STILL_PX = 2;

/** Runs in the page: adds up what moved by itself, as Lighthouse does, of rows that were seen before: the rest was scrolled to. */
const WATCH_SHIFTS = `window.shifted = 0;
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput, sources } of list.getEntries()) {
    const history = document.querySelector('[data-history]');
    const isRow = sources.some(({ node, previousRect }) => previousRect.height > 0 && history?.contains(node));
    window.shifted += isRow && !hadRecentInput ? value : 0;
  }
}).observe({ type: 'layout-shift' })`;
/** Nobody sees less; Lighthouse calls ten times as much good. */
const SHIFT_MAX = 0.01;

interface Person {
  name: string;
  texts: typeof english;
  options?: VisitorOptions;
}

const PAIRS: { language: string; writer: Person; reader: Person }[] = [
  {
    language: 'English at a desk, French on a phone',
    writer: { name: 'Amel', texts: english },
    reader: { name: 'Yacine', texts: french, options: { isPhone: true, isDark: true } },
  },
  {
    language: 'Arabic, right to left',
    writer: { name: '\u0646\u0648\u0631', texts: arabic, options: { isPhone: true } },
    reader: { name: '\u0633\u0645\u064a\u0631', texts: arabic },
  },
];

const PDF = {
  name: 'invoice.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
};

async function picture(name: string, width = 1_200, height = 900) {
  const background = { r: 30, g: 120, b: 90 };
  const buffer = await sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer();
  return { name, mimeType: 'image/jpeg', buffer };
}

/** Noise does not compress: so many bytes travel. */
async function largePicture(name: string) {
  const [width, height] = [900, 600];
  const noise = Buffer.from(Array.from({ length: width * height * 3 }, (_, n) => (n * 2_654_435_761) >>> 24));
  return {
    name,
    mimeType: 'image/png',
    buffer: await sharp(noise, { raw: { width, height, channels: 3 } })
      .png()
      .toBuffer(),
  };
}

const chooser = (page: Page): Locator => page.locator('input[type=file]');
const sendButton = (page: Page, { composer: texts }: typeof english): Locator =>
  page.getByRole('button', { name: texts.send, exact: true });
const pictureOf = (page: Page, name: string): Locator => page.getByRole('article').getByRole('img', { name });

/** Pictures of many shapes, alone and in sets. */
async function fill(actor: Session, chatId: string): Promise<void> {
  const upload = async (_: unknown, n: number) =>
    (await actor.upload(await picture(`${n}.jpg`, 100 + ((n * 53) % 400), 100 + ((n * 97) % 500)))).id;
  const ids = await Promise.all(Array.from({ length: SHAPES }, upload));
  const send = async (attachmentIds: string[]) => (await actor.send(chatId, { attachmentIds })).message.id;
  const set = await send(await Promise.all(Array.from({ length: SET }, upload)));
  const alone: string[] = [];
  for (const id of ids) alone.push(await send([id]));
  const left = PICTURES - SHAPES - SETS * SET;
  await actor.sendMany(chatId, SETS - 1 + left, (n) => ({
    forwardOfId: n % 3 === 0 && n / 3 < SETS - 1 ? set : alone[(n * 7) % SHAPES],
  }));
  await actor.send(chatId, { text: 'the last row' });
}

/** Slow from now on, both ways: an upload of a picture takes seconds. */
async function slowDown(page: Page, bytesPerSecond: number): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  const throughput = { downloadThroughput: -1, uploadThroughput: bytesPerSecond };
  await devtools.send('Network.emulateNetworkConditions', { offline: false, latency: 0, ...throughput });
}

describeInBrowser('files', () => {
  const product = withProduct();

  const row = (page: Page, other: string) =>
    page
      .getByRole('listitem')
      .filter({ hasText: other })
      .filter({ hasText: /Rockrider|iPhone 13/ });

  const open = async ({ name, options }: Person, other: string): Promise<Page> => {
    const page = await product.enter(name, options);
    await row(page, other).getByRole('link').click();
    await visible(page.getByRole('log'));
    return page;
  };

  it.each(PAIRS)('go from one person to the other: $language', async ({ writer, reader }) => {
    const b = await product.enter(reader.name, reader.options);
    const a = await open(writer, reader.name);
    await chooser(a).setInputFiles([await picture('front.jpg'), await picture('side.jpg', 600, 900)]);
    await visible(a.getByRole('listitem').getByRole('img', { name: 'front.jpg' }));
    await composer(a).fill('Two sides');
    await sendButton(a, writer.texts).click();
    await visible(message(a, 'Two sides').getByRole('img', { name: 'side.jpg' }));
    await visible(row(b, writer.name).getByText(/Two sides/));

    await row(b, writer.name).getByRole('link').click();
    await visible(pictureOf(b, 'front.jpg'));
    await b.waitForFunction(() => Boolean(document.querySelector<HTMLImageElement>('article img')?.naturalWidth));

    // Large, from one to the next, and back to where it was opened
    await pictureOf(b, 'front.jpg').click();
    const viewer = b.getByRole('dialog', { name: reader.texts.file.viewer });
    await visible(viewer.getByRole('img', { name: 'front.jpg' }));
    await viewer.getByRole('button', { name: reader.texts.file.next }).click();
    await visible(viewer.getByRole('img', { name: 'side.jpg' }));
    await viewer.getByRole('button', { name: reader.texts.file.close }).click();
    await gone(viewer);

    // An answer with a file, which arrives as it left
    await chooser(b).setInputFiles([PDF]);
    await sendButton(b, reader.texts).click();
    const download = a.waitForEvent('download');
    await a.getByRole('link', { name: 'invoice.pdf' }).click();
    const stream = await (await download).createReadStream();
    const bytes: Buffer[] = [];
    for await (const part of stream) bytes.push(part as Buffer);
    expect((await download).suggestedFilename()).toBe('invoice.pdf');
    expect(Buffer.concat(bytes)).toEqual(PDF.buffer);
    expect(product.faults()).toEqual([]);
  });

  it('are not seen by anybody else', async () => {
    const a = await open({ name: 'Amel', texts: english }, 'Yacine');
    await chooser(a).setInputFiles([await picture('ours.jpg')]);
    await sendButton(a, english).click();
    await visible(pictureOf(a, 'ours.jpg'));
    // Until the send is acknowledged the picture is shown from this device.
    const stored = a.locator('img[src*="/api/attachments/"]').first();
    await visible(stored);
    const source = await stored.getAttribute('src');
    const stranger = await product.enter('Lina');
    const statusFor = (page: Page) => page.evaluate(`fetch('${source}').then(({ status }) => status)`);
    expect([await statusFor(a), await statusFor(stranger)]).toEqual([200, 403]);
  });

  it('go on being sent after a reload in the middle, once', async () => {
    const a = await open({ name: 'Amel', texts: english }, 'Yacine');
    await slowDown(a, 100_000);
    await chooser(a).setInputFiles([await largePicture('slow.png')]);
    await visible(a.getByRole('listitem').getByRole('img', { name: 'slow.png' }));
    await sendButton(a, english).click();
    await visible(a.getByRole('progressbar', { name: /[1-9]\d?%/ }));
    await a.reload();
    await visible(pictureOf(a, 'slow.png'));
    await slowDown(a, -1);
    await gone(a.getByRole('progressbar'));
    const b = await open({ name: 'Yacine', texts: french }, 'Amel');
    await visible(pictureOf(b, 'slow.png'));
    expect(await pictureOf(b, 'slow.png').count()).toBe(1);
  });

  it('are not sent once they are cancelled, and do not hold up a text', async () => {
    const a = await open({ name: 'Amel', texts: english }, 'Yacine');
    const b = await open({ name: 'Yacine', texts: french }, 'Amel');
    await slowDown(a, 20_000);
    await chooser(a).setInputFiles([await largePicture('wrong.png')]);
    await visible(a.getByRole('listitem').getByRole('img', { name: 'wrong.png' }));
    await sendButton(a, english).click();
    await visible(a.getByRole('progressbar'));
    await composer(a).fill('A text goes first');
    await composer(a).press('Enter');
    await visible(message(b, 'A text goes first'));
    await a.getByRole('button', { name: english.file.cancelUpload }).click();
    await gone(pictureOf(a, 'wrong.png'));
    await composer(a).fill('Nothing came before this');
    await composer(a).press('Enter');
    await visible(message(b, 'Nothing came before this'));
    expect(await pictureOf(b, 'wrong.png').count()).toBe(0);
  });

  it(`hold what is read while ${PICTURES} of them go by`, async () => {
    const amel = await product.act('Amel');
    await fill(amel, await chatWith(amel, 'Yacine', 'Rockrider'));
    const a = await open({ name: 'Amel', texts: english }, 'Yacine');
    await a.reload();
    await a.bringToFront();
    await visible(message(a, 'the last row'));
    await a.evaluate(WATCH_SHIFTS);
    for (const { worst } of await climb(a, { pages: PAGES, isToTop: false }))
      expect(worst).toBeLessThanOrEqual(STILL_PX);
    expect(await a.evaluate('window.shifted')).toBeLessThanOrEqual(SHIFT_MAX);
    expect(product.faults()).toEqual([]);
  });
});
