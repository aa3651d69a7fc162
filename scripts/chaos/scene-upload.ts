import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import type { SessionDto } from '@app/contracts';
import type { Scene } from './scene';
import { until } from './until';
import type { World } from './world';

const WITHIN_MS = 60_000;
const LETTERS = 800_000;
const BOUNDARY = 'the-end-of-a-part';

/**
 * Uploads end in their middle. What nobody goes on with leaves nothing behind; the outbox goes on with its own, and one message
 * with one whole file is there.
 */
export const UPLOAD_CUT: Scene = {
  name: 'upload cut in the middle',
  async run(world) {
    const [amel, yacine] = world.pair();
    const chatId = await world.chat(amel, yacine);
    await sendHalf(world, amel);
    const isClean = await until(async () => (await arriving(world)).length === 0, WITHIN_MS);
    expect(world, 'what is left of half an upload', 'nothing', isClean ? 'nothing' : 'a file');

    const road = world.road(world.nodes[0]);
    const tab = world.tab({ session: amel, url: `http://127.0.0.1:${road.port}` });
    tab.open(chatId);
    await until(() => tab.parley.connection.getState().isSynced, WITHIN_MS);
    road.set({ kind: 'stall', direction: 'up', afterBytes: LETTERS / 2 });
    const file = new Blob(['letters '.repeat(LETTERS / 8)], { type: 'text/plain' });
    tab.say(chatId, `${tab.name} sends a file`, [{ file, name: 'letters.txt' }]);
    const hasBegun = await until(async () => (await arriving(world)).length > 0, WITHIN_MS);
    road.cutOnce();
    road.set({ kind: 'none' });
    await until(() => tab.isAtRest(), WITHIN_MS);
    const [message] = tab.parley.messages(chatId).getState().items;
    const sizes = (message?.attachments ?? []).map(({ size }) => size).join();
    expect(world, 'the file of an upload that was cut', String(LETTERS), sizes);
    return hasBegun ? 'half of one left nothing; the other one was sent whole' : 'NOT IN THE MIDDLE';
  },
};

const expect = (world: World, what: string, wanted: string, got: string) =>
  world.log.write({ kind: 'answer', invariant: 'I1', what, wanted, got });

/** Files that are on their way in. */
const arriving = ({ dir }: World): Promise<string[]> =>
  readdir(join(dir, 'files', 'incoming')).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });

/** Ends once the server is writing the first half down, and has then lost the connection. */
async function sendHalf(world: World, { accessToken }: SessionDto): Promise<void> {
  const head = [
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="uploadId"\r\n\r\n${randomUUID()}`,
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="kind"\r\n\r\nfile`,
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="half.txt"\r\nContent-Type: text/plain\r\n\r\n`,
  ].join('\r\n');
  const half = request(`${world.nodes[0].url}/api/attachments`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${accessToken}`,
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
      'content-length': head.length + LETTERS,
    },
  });
  // It is ended here, so its end is no news.
  half.on('error', () => undefined);
  half.write(`${head}${'a'.repeat(LETTERS / 2)}`);
  await until(async () => (await arriving(world)).length > 0, WITHIN_MS);
  half.destroy();
}
