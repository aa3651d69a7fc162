import type { Page } from 'playwright-core';

/** Runs in the page: goes up, and takes note of the first row in view. A browser that draws nothing for a while may not hold it up. */
const CLIMB = `async (isToTop) => {
  const history = document.querySelector('[data-history]');
  const frame = () => new Promise((done) => {
    requestAnimationFrame(done);
    setTimeout(done, 100);
  });
  const bottomOf = (row) => row.getBoundingClientRect().bottom - history.getBoundingClientRect().top;
  const firstOf = (list) => list.querySelector('[data-row]').dataset.row;
  history.scrollTop = isToTop ? 0 : Math.min(history.scrollTop, 300);
  await frame();
  await frame();
  const row = [...history.querySelectorAll('[data-row]')].find((each) => bottomOf(each) > 0);
  window.climbed = { history, frame, bottomOf, firstOf, key: row.dataset.row, was: bottomOf(row), first: firstOf(history) };
}`;

/** Runs in the page: until some frames after the older page has come, how far that row was off at most. */
const WATCH = `async () => {
  const { history, frame, bottomOf, firstOf, key, was, first } = window.climbed;
  let worst = 0;
  for (let after = 0, frames = 0; after < 10; frames += 1) {
    if (frames > 1_200) throw new Error('No older page came');
    await frame();
    const row = history.querySelector('[data-row="' + CSS.escape(key) + '"]');
    worst = Math.max(worst, row ? Math.abs(bottomOf(row) - was) : Infinity);
    // A picture that gets its height also makes the history longer.
    if (firstOf(history) !== first) after += 1;
  }
  return { worst, rows: history.querySelectorAll('[data-row]').length };
}`;

/** One older page: how far off the first row in view was at most, in pixels, and how many rows the page then had. */
export interface Climb {
  worst: number;
  rows: number;
}

/** Holds older pages back until the place on the screen is known. */
class Gate {
  private release: (() => void) | null = null;
  private passage = this.shut();

  pass(): Promise<void> {
    return this.passage;
  }

  open(): void {
    this.release?.();
  }

  close(): void {
    this.passage = this.shut();
  }

  private shut(): Promise<void> {
    return new Promise((resolve) => {
      this.release = resolve;
    });
  }
}

/** Goes up a history page by page, as somebody does who reads. */
export async function climb(page: Page, { pages, isToTop }: { pages: number; isToTop: boolean }): Promise<Climb[]> {
  const answers = new Gate();
  await page.route(/[?&]before=/, async (route) => {
    await answers.pass();
    await route.continue();
  });
  const climbs: Climb[] = [];
  for (let count = 0; count < pages; count += 1) {
    await page.evaluate(`(${CLIMB})(${isToTop})`);
    answers.open();
    climbs.push((await page.evaluate(`(${WATCH})()`)) as Climb);
    answers.close();
  }
  return climbs;
}
