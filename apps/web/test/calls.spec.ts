import type { Page } from 'playwright-core';
import arabic from '../messages/ar.json';
import english from '../messages/en.json';
import french from '../messages/fr.json';
import { describeInBrowser, withProduct } from './product';
import { bell, composer, gone, message, visible } from './steps';

type Words = typeof english;

interface Person {
  name: string;
  words: Words;
}

const AMEL: Person = { name: 'Amel', words: english };
const YACINE: Person = { name: 'Yacine', words: french };
const NOUR: Person = { name: 'نور', words: arabic };
const SAMIR: Person = { name: 'سمير', words: arabic };

/** Pictures on the screen that move: a picture whose time goes on has come over the network, or from the camera. */
const movingPictures = (page: Page, label: RegExp) =>
  page.waitForFunction(
    (source) =>
      Array.from(document.querySelectorAll('video')).some(
        (video) => new RegExp(source).test(video.ariaLabel ?? '') && video.currentTime > 0 && video.videoWidth > 0,
      ),
    label.source,
    { timeout: 45_000 },
  );

/** Sound has come, and is played. */
const hearsSound = (page: Page) =>
  page.waitForFunction(
    () => {
      const audio = document.querySelector('audio');
      return audio !== null && audio.currentTime > 0.2 && !audio.paused;
    },
    undefined,
    { timeout: 45_000 },
  );

describeInBrowser('two people who call each other', () => {
  const product = withProduct();

  const chatWith = async (page: Page, other: string) => {
    const row = page.getByRole('listitem').filter({ hasText: other });
    await row
      .filter({ hasText: /Rockrider|iPhone 13/ })
      .getByRole('link')
      .click();
    await visible(page.getByRole('log'));
  };
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
  const rings = (page: Page) => page.getByRole('alertdialog');
  const screen = (page: Page) => page.getByRole('dialog');
  const line = (page: Page, text: string | RegExp) => page.getByRole('log').getByText(text);
  /** A text with anything in the place of the name. */
  const about = (template: string) => new RegExp(`^${template.replace('{name}', '.*')}$`);

  const call = async (page: Page, { words }: Person, media: 'audio' | 'video') => {
    const direct = button(page, words.call[media]);
    if (await direct.isVisible()) return direct.click();
    await button(page, words.call.start).click();
    await page.getByRole('menuitem', { name: words.call[media] }).click();
  };

  it.each([
    { language: 'English and French, desktop and phone', caller: AMEL, callee: YACINE, isPhone: true },
    { language: 'Arabic, right to left, phone and desktop', caller: NOUR, callee: SAMIR, isPhone: false },
  ])('see, hear and show their screens: $language', async ({ caller, callee, isPhone }) => {
    const a = await product.enter(caller.name, { isPhone: !isPhone });
    const b = await product.enter(callee.name, { isPhone, isDark: true });
    const otherDevice = await product.enter(callee.name);
    await chatWith(a, callee.name);

    await call(a, caller, 'video');
    await visible(screen(a).getByText(caller.words.call.stage.ringing));
    await visible(rings(b));
    await visible(rings(otherDevice));
    await button(b, callee.words.call.accept).click();
    await gone(rings(otherDevice));

    // Each sees the other, and oneself.
    await movingPictures(a, /./);
    await movingPictures(b, /./);
    await movingPictures(b, new RegExp(`^${callee.words.call.own}$`));
    await hearsSound(a);
    await hearsSound(b);

    await button(a, caller.words.call.mute).click();
    await visible(b.getByText(about(callee.words.call.peerMuted)));
    await button(a, caller.words.call.unmute).click();
    await gone(b.getByText(about(callee.words.call.peerMuted)));
    await button(b, callee.words.call.cameraOff).click();
    await a.waitForFunction(() => document.querySelectorAll('video').length === 1);
    await button(b, callee.words.call.cameraOn).click();
    await a.waitForFunction(() => document.querySelectorAll('video').length === 2);

    const desktop = isPhone ? { page: a, words: caller.words } : { page: b, words: callee.words };
    const watcher = isPhone ? { page: b, words: callee.words } : { page: a, words: caller.words };
    await button(desktop.page, desktop.words.call.share).click();
    await movingPictures(watcher.page, about(watcher.words.call.screenOf));
    await button(desktop.page, desktop.words.call.unshare).click();
    await watcher.page.waitForFunction(() => document.querySelectorAll('video').length === 2);

    // One writes meanwhile, and is still in the call.
    await a.keyboard.press('Escape');
    await gone(screen(a));
    await composer(a).fill('و أنا أتكلم / while I talk');
    await button(a, caller.words.composer.send).click();
    await visible(message(a, 'while I talk'));
    await button(a, caller.words.call.hangUp).click();

    await gone(button(b, callee.words.call.hangUp));
    await button(b, callee.words.call.close).first().click();
    await gone(screen(b));
    await visible(line(a, new RegExp(`^${caller.words.call.video} · [\\d٠-٩]+:[\\d٠-٩]{2}$`)));
    await chatWith(b, caller.name);
    await visible(line(b, new RegExp(`^${callee.words.call.video} · [\\d٠-٩]+:[\\d٠-٩]{2}$`)));
    expect(product.faults()).toEqual([]);
  });

  it('decline, give up and miss each other: the thread and the bell say so', async () => {
    const a = await product.enter('Amel');
    const b = await product.enter('Yacine');
    await chatWith(a, 'Yacine');

    await call(a, AMEL, 'audio');
    await button(b, french.call.decline).click();
    await gone(rings(b));
    await visible(screen(a).getByText('Call declined'));
    await button(a, english.call.close).first().click();
    await visible(line(a, 'Voice call · declined'));

    await call(a, AMEL, 'audio');
    await visible(rings(b));
    await button(a, english.call.hangUp).click();
    await gone(rings(b));
    await bell(b).click();
    await visible(b.getByRole('dialog').getByText('Appel vocal manqué'));
    await b.keyboard.press('Escape');
    await chatWith(b, 'Amel');
    await visible(line(b, 'Appel vocal · manqué'));
    expect(product.faults()).toEqual([]);
  });

  it('are not torn from their writing by a call, and reach it by keyboard', async () => {
    const a = await product.enter('Amel');
    const b = await product.enter('Yacine');
    await chatWith(a, 'Yacine');
    await chatWith(b, 'Amel');
    await composer(b).fill('je suis en train');
    await call(a, AMEL, 'audio');
    await visible(rings(b));
    await b.keyboard.type(' d’écrire');
    expect(await composer(b).inputValue()).toBe('je suis en train d’écrire');
    while (!(await rings(b).evaluate((card) => card === document.activeElement))) await b.keyboard.press('F6');
    await b.keyboard.press('Tab');
    await b.keyboard.press('Tab');
    await b.keyboard.press('Enter');
    await hearsSound(a);
    // The focus stays inside the call, and goes back to the message box after it.
    for (let step = 0; step < 8; step++) {
      await b.keyboard.press('Tab');
      expect(await screen(b).evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true);
    }
    await b.keyboard.press('Escape');
    await gone(screen(b));
    await b.waitForFunction(() => document.activeElement?.id === 'composer');
    await button(b, french.call.hangUp).click();
    await gone(button(a, english.call.hangUp));
    expect(product.faults()).toEqual([]);
  });

  it('talk on after the network was away, and after one of them reloaded the page', async () => {
    const a = await product.enter('Amel', { isThroughNetwork: true });
    const b = await product.enter('Yacine');
    await chatWith(a, 'Yacine');
    await call(a, AMEL, 'video');
    await button(b, french.call.accept).click();
    await movingPictures(a, /^Video of/);

    product.network.set({ kind: 'cut' });
    await visible(a.getByText(english.connection.offline));
    product.network.set({ kind: 'none' });
    await gone(a.getByText(english.connection.offline));
    await button(a, english.call.mute).click();
    await visible(b.getByText(about(french.call.peerMuted)));

    await a.reload();
    await movingPictures(a, /^Video of/);
    await movingPictures(b, /^Vidéo de/);
    await gone(b.getByText(about(french.call.peerMuted)));
    await button(b, french.call.hangUp).click();
    await gone(button(a, english.call.hangUp));
    expect(product.faults()).toEqual([]);
  });

  it('are told why there is no call when the microphone is not allowed', async () => {
    const a = await product.enter('Amel');
    await a.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    });
    await a.reload();
    const b = await product.enter('Yacine');
    await chatWith(a, 'Yacine');
    await call(a, AMEL, 'audio');
    await visible(screen(a).getByText(/may not use your microphone/));
    await visible(button(a, english.call.retry));
    expect(await rings(b).count()).toBe(0);
    await button(a, english.call.close).first().click();
    await gone(screen(a));
    expect(product.faults()).toEqual([]);
  });
});
