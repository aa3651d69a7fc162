// What a person does on the chat screen, timed in the page itself: a round trip to the browser would be a part of it.

const WITHIN_MS = 60_000;

/** Waits until the message with that number is on the screen and painted; answers how long that took, in milliseconds. */
export const reachRow = (page, seq) => page.evaluate(whenPainted, { seq, withinMs: WITHIN_MS });

/** Clicks on a chat of the list; answers the time until its last message is painted. */
export const openChat = (page, chatId, lastSeq) =>
  page.evaluate(whenPainted, { chatId, seq: lastSeq, withinMs: WITHIN_MS });

/** Goes up until so many messages are loaded, and back to the latest. */
export async function loadHistory(page, count) {
  await page.evaluate(
    async ({ count, withinMs }) => {
      const history = document.querySelector('[data-history]');
      const frame = () => new Promise(requestAnimationFrame);
      const places = () => [...history.querySelectorAll('article')].map((row) => Number(row.ariaPosInSet));
      const head = Math.max(...places());
      const deadline = performance.now() + count * 10 + withinMs;
      while (head - Math.min(...places()) < count) {
        if (performance.now() > deadline) throw new Error(`only ${head - Math.min(...places())} messages came`);
        history.scrollTop = 0;
        await frame();
      }
      // To the very end, where what comes is followed: guessed heights give way to measured ones on the way.
      const isAtEnd = () => history.scrollHeight - history.scrollTop - history.clientHeight < 2;
      while (!places().includes(head) || !isAtEnd()) {
        history.scrollTop = history.scrollHeight;
        await frame();
        await frame();
      }
    },
    { count, withinMs: WITHIN_MS },
  );
}

/** Types into the message box; answers for every key the time from its event to the frame that shows it. */
export async function typeKeys(page, count) {
  const field = page.locator('#composer');
  await field.focus();
  await field.evaluate((element) => {
    window.keyTimes = [];
    element.addEventListener('keydown', ({ timeStamp }) => {
      requestAnimationFrame(() => {
        // Behind the frame's layout and paint.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => window.keyTimes.push(performance.now() - timeStamp);
        port2.postMessage(null);
      });
    });
  });
  for (let key = 0; key < count; key++) {
    await page.keyboard.press(key % 6 === 5 ? ' ' : 'a');
    await page.waitForFunction((expected) => window.keyTimes.length === expected, key + 1);
  }
  return page.evaluate(() => window.keyTimes);
}

/** Runs in the page. */
async function whenPainted({ chatId, seq, withinMs }) {
  const start = performance.now();
  if (chatId) document.querySelector(`[data-chat-id="${chatId}"]`).click();
  const frame = () => new Promise(requestAnimationFrame);
  const isShown = () => {
    const box = document.querySelector(`article[aria-posinset="${seq}"]`)?.getBoundingClientRect();
    return box && box.bottom > 0 && box.top < window.innerHeight;
  };
  while (!isShown()) {
    if (performance.now() - start > withinMs) throw new Error(`message ${seq} did not come`);
    await frame();
  }
  await frame();
  return performance.now() - start;
}
