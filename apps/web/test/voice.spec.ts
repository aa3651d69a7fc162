import type { Locator, Page } from 'playwright-core';
import arabic from '../messages/ar.json';
import english from '../messages/en.json';
import french from '../messages/fr.json';
import { findings, scrollsSideways } from './axe';
import { describeInBrowser, type VisitorOptions, withProduct } from './product';
import { composer, gone, visible } from './steps';

type Words = typeof english;

interface Side {
  name: string;
  words: Words;
  options?: VisitorOptions;
}

const PAIRS: { language: string; context: string; writer: Side; reader: Side }[] = [
  {
    language: 'English and French, desktop',
    context: 'Rockrider',
    writer: { name: 'Amel', words: english },
    reader: { name: 'Yacine', words: french },
  },
  {
    language: 'Arabic, phone, dark',
    context: 'iPhone 13',
    writer: { name: 'نور', words: arabic, options: { isPhone: true, isDark: true } },
    reader: { name: 'سمير', words: arabic, options: { isPhone: true } },
  },
];

/** What the browser makes of the bytes at an address: how long they sound, and how loud at most. */
const decoded = (page: Page, url: string) =>
  page.evaluate(`(async () => {
    const bytes = await (await fetch(${JSON.stringify(url)})).arrayBuffer();
    const sound = await new OfflineAudioContext(1, 1, 24000).decodeAudioData(bytes);
    return { seconds: sound.duration, loudest: Math.max(...sound.getChannelData(0)) };
  })()`) as Promise<{ seconds: number; loudest: number }>;

/** Takes the place of the browser's microphone in this page. */
const withMicrophone = (page: Page, script: string) => page.evaluate(`navigator.mediaDevices.getUserMedia = ${script}`);
const refusing = (name: string) => `async () => { throw new DOMException('no', '${name}') }`;

describeInBrowser('voice notes', () => {
  const product = withProduct();

  async function enter({ name, options }: Side, context: string): Promise<Page> {
    const page = await product.enter(name, options);
    await page.getByRole('link').filter({ hasText: context }).first().click();
    await visible(page.getByRole('article'));
    return page;
  }

  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
  const startsWith = (text: string) => new RegExp(`^${text.split(/[،,]/)[0]}`);
  const plays = (page: Page | Locator, words: Words) =>
    page.getByRole('button', { name: startsWith(words.voice.play) });
  const clock = (page: Page, words: Words, text: string) =>
    page.getByRole('group', { name: words.voice.recorder }).getByText(text, { exact: true });

  async function record(page: Page, { voice }: Words, until = '0:02'): Promise<void> {
    await button(page, voice.record).click();
    await visible(clock(page, { voice } as Words, until));
  }

  /** The message of that place, once the server has it. */
  const stored = (page: Page, { message }: Words, at: number) =>
    page
      .getByRole('article')
      .nth(at)
      .getByText(new RegExp(`^(${message.sent}|${message.delivered}|${message.read})$`));

  /** Records a note and waits until the other side could hear it. */
  async function say(page: Page, words: Words): Promise<void> {
    const before = await page.getByRole('article').count();
    await record(page, words);
    await button(page, words.voice.send).click();
    await visible(stored(page, words, before));
  }

  it.each(PAIRS)(
    'are recorded, listened to, sent, and heard by the other: $language',
    async ({ context, writer, reader }) => {
      const one = await enter(writer, context);
      const other = await enter(reader, context);
      const { voice } = writer.words;
      const before = await one.getByRole('article').count();

      await record(one, writer.words);
      await button(one, voice.stop).click();
      await plays(one, writer.words).last().click();
      await visible(button(one, voice.pause));
      await button(one, voice.resume).click();
      await visible(clock(one, writer.words, '0:03'));
      await button(one, voice.send).click();
      await visible(composer(one));
      await visible(stored(one, writer.words, before));

      const heard = plays(other.getByRole('article').nth(before), reader.words);
      await visible(heard);
      const [response] = await Promise.all([
        other.waitForResponse((each) => /\/api\/attachments\/[0-9a-f]+$/.test(each.url())),
        heard.click(),
      ]);
      expect(response.headers()['content-type']).toBe('audio/mpeg');
      await visible(button(other, reader.words.voice.pause));
      const { seconds, loudest } = await decoded(other, response.url());
      expect(seconds).toBeGreaterThanOrEqual(3);
      expect(seconds).toBeLessThan(10);
      expect(loudest).toBeGreaterThan(0.05);
      expect(product.faults()).toEqual([]);
    },
  );

  it('are moved through by key and finger, played faster, and one at a time', async () => {
    const page = await enter({ name: 'Amel', words: english }, 'Rockrider');
    await say(page, english);
    await say(page, english);
    const sliders = page.getByRole('slider');
    const [first, second] = [(await sliders.count()) - 2, (await sliders.count()) - 1];
    await sliders.nth(first).focus();
    await page.keyboard.press('ArrowRight');
    expect(await sliders.nth(first).getAttribute('aria-valuenow')).toBe('1');
    await page.keyboard.press('Home');
    expect(await sliders.nth(first).getAttribute('aria-valuenow')).toBe('0');
    const box = await sliders.nth(second).boundingBox();
    if (!box) throw new Error('The second note is not on the screen');
    await page.mouse.click(box.x + box.width * 0.75, box.y + box.height / 2);
    expect(await sliders.nth(second).getAttribute('aria-valuenow')).toBe('1');

    await plays(page, english).last().click();
    await visible(button(page, english.voice.pause));
    await page.getByRole('button', { name: 'Speed 1×, change' }).click();
    await visible(page.getByRole('button', { name: 'Speed 1.5×, change' }));
    await plays(page, english).last().click();
    await visible(button(page, english.voice.pause));
    expect(await button(page, english.voice.pause).count()).toBe(1);
    // The one that plays now is the first: it has the only speed button
    await visible(page.getByRole('article').filter({ has: page.getByRole('button', { name: /^Speed 1.5×/ }) }));
    // Whoever records does not hear what was played
    await button(page, english.voice.record).click();
    await gone(button(page, english.voice.pause));
    expect(product.faults()).toEqual([]);
  });

  it('are recorded while the button is held: let go to send, away from it to delete', async () => {
    const page = await enter({ name: 'Amel', words: english }, 'Rockrider');
    const count = await page.getByRole('article').count();
    const microphone = await button(page, english.voice.record).boundingBox();
    if (!microphone) throw new Error('The microphone is not on the screen');
    const hold = async () => {
      await page.mouse.move(microphone.x + 10, microphone.y + 10);
      await page.mouse.down();
      await visible(clock(page, english, '0:01'));
    };
    await hold();
    await visible(page.getByText(english.voice.hold));
    await page.mouse.up();
    await visible(page.getByRole('article').nth(count));

    await hold();
    await page.mouse.move(microphone.x - 200, microphone.y);
    await visible(page.getByText(english.voice.letGoDeletes));
    await page.mouse.up();
    await visible(composer(page));
    expect(await page.getByRole('article').count()).toBe(count + 1);
    expect(product.faults()).toEqual([]);
  });

  it('survive a reload, in one tab only, until they are sent or deleted', async () => {
    const page = await enter({ name: 'Amel', words: english }, 'Rockrider');
    const count = await page.getByRole('article').count();
    await record(page, english, '0:03');
    const twin = await page.context().newPage();
    await twin.goto(page.url());
    await visible(button(twin, english.voice.record));
    await twin.waitForLoadState('networkidle');
    expect(await twin.getByText(english.voice.restored).count()).toBe(0);
    await twin.close();

    await page.reload();
    await visible(page.getByText(english.voice.restored));
    await page.getByRole('group', { name: english.voice.recorder }).getByRole('button', { name: /^Play/ }).click();
    await visible(button(page, english.voice.pause));
    await button(page, english.voice.send).click();
    await visible(stored(page, english, count));
    await page.reload();
    await visible(button(page, english.voice.record));
    await page.waitForLoadState('networkidle');
    expect(await page.getByText(english.voice.restored).count()).toBe(0);

    await record(page, english, '0:02');
    await page.reload();
    await visible(page.getByText(english.voice.restored));
    await button(page, english.voice.discard).click();
    await button(page, english.voice.discardYes).click();
    await visible(composer(page));
    await page.reload();
    await visible(button(page, english.voice.record));
    await page.waitForLoadState('networkidle');
    expect(await page.getByText(english.voice.restored).count()).toBe(0);
    expect(product.faults()).toEqual([]);
  });

  it('explain a microphone that is refused, missing or in use, and keep what was said when it is taken away', async () => {
    const page = await enter({ name: 'نور', words: arabic, options: { isPhone: true } }, 'iPhone 13');
    const { voice } = arabic;
    await page.evaluate('window.askMicrophone = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)');
    await withMicrophone(page, refusing('NotAllowedError'));
    await button(page, voice.record).click();
    await visible(page.getByText(voice.fault.denied));
    await withMicrophone(page, refusing('NotFoundError'));
    await button(page, voice.retry).click();
    await visible(page.getByText(voice.fault.missing));
    await withMicrophone(page, refusing('NotReadableError'));
    await button(page, voice.retry).click();
    await visible(page.getByText(voice.fault.busy));

    await withMicrophone(page, 'async (wanted) => (window.opened = await window.askMicrophone(wanted))');
    await button(page, voice.retry).click();
    await visible(clock(page, arabic, '0:02'));
    await page.evaluate("window.opened.getTracks()[0].dispatchEvent(new Event('ended'))");
    await visible(page.getByText(voice.lost));
    expect(await page.evaluate('window.opened.getTracks()[0].readyState')).toBe('ended');
    const count = await page.getByRole('article').count();
    await button(page, voice.send).click();
    await visible(page.getByRole('article').nth(count));
    expect(product.faults()).toEqual([]);
  });

  it.each([false, true])('can be used by everybody (axe; phone and dark: %s)', async (isPhone) => {
    const page = await enter({ name: 'Amel', words: english, options: { isPhone, isDark: isPhone } }, 'Rockrider');
    const count = await page.getByRole('article').count();
    await record(page, english);
    expect(await findings(page)).toEqual([]);
    await button(page, english.voice.stop).click();
    await visible(button(page, english.voice.resume));
    expect(await findings(page)).toEqual([]);
    await button(page, english.voice.send).click();
    await visible(stored(page, english, count));
    await plays(page, english).last().click();
    await visible(page.getByRole('button', { name: /^Speed/ }));
    expect(await findings(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
  });
});
