import type { Page } from 'playwright-core';

/**
 * Runs in the page: `painted` resolves in the last moment before a frame is drawn. The page has then mended what
 * changed its size (a new observer is called after all others), so what is measured is what a person sees.
 */
const PAINTED = `() => new Promise((done) => {
  requestAnimationFrame(() => {
    const observer = new ResizeObserver(() => {
      observer.disconnect();
      done();
    });
    observer.observe(document.querySelector('[data-history]'));
  });
})`;

/** Runs in the page: goes up, and takes note of the first row in view once it is at rest. */
const CLIMB = `async (isToTop) => {
  const painted = ${PAINTED};
  const history = document.querySelector('[data-history]');
  const bottomOf = (row) => row.getBoundingClientRect().bottom - history.getBoundingClientRect().top;
  const firstOf = (list) => list.querySelector('[data-row]').dataset.row;
  const rowInView = () => [...history.querySelectorAll('[data-row]')].find((each) => bottomOf(each) > 0);
  history.scrollTop = isToTop ? 0 : Math.min(history.scrollTop, 300);
  await painted();
  let row = rowInView();
  let was = bottomOf(row);
  for (let still = 0, frames = 0; still < 5; still += 1, frames += 1) {
    if (frames > 300) throw new Error('The history does not come to rest');
    await painted();
    const next = rowInView();
    if (next !== row || Math.abs(bottomOf(next) - was) > 0.1) still = 0;
    row = next;
    was = bottomOf(row);
  }
  window.climbed = { painted, history, bottomOf, firstOf, key: row.dataset.row, was, first: firstOf(history) };
}`;

/** Runs in the page: until some frames after the older page has come, how far that row was off at most. */
const WATCH = `async () => {
  const { painted, history, bottomOf, firstOf, key, was, first } = window.climbed;
  let worst = 0;
  for (let after = 0, frames = 0; after < 10; frames += 1) {
    if (frames > 1_200) throw new Error('No older page came');
    await painted();
    const row = history.querySelector('[data-row="' + CSS.escape(key) + '"]');
    worst = Math.max(worst, row ? Math.abs(bottomOf(row) - was) : Infinity);
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
