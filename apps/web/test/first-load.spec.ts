import { startNode } from '../../../scripts/testing/node-process';
import { firstLoadOf } from './first-load';

/** Of 1,024 bytes, as Lighthouse counts. */
const MAX_KB = 200;
const BUILDS_WITHIN_MS = 240_000;

describe('the first load', () => {
  beforeAll(async () => {
    const { code, output } = await startNode(['build.mjs', 'web']).ended;
    if (code !== 0) throw new Error(output);
  }, BUILDS_WITHIN_MS);

  it.each(['/(app)/chats/[chatId]/page', '/(app)/chats/page', '/(auth)/sign-in/page'])(
    `of %s takes at most ${MAX_KB} KB of compressed JavaScript`,
    (page) => {
      const { total, files } = firstLoadOf(page);
      expect(files.length).toBeGreaterThan(5);
      const kilobytes = Math.round((total / 1024) * 10) / 10;
      // The files are in the message of a failure.
      expect({ kilobytes, files: kilobytes > MAX_KB ? files : [] }).toEqual({
        kilobytes: expect.any(Number),
        files: [],
      });
    },
  );
});
