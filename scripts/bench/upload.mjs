// npm run bench:files [-- --photos=40]: what uploads cost in memory, and how long a picture takes to its thumbnail.
// 20 files of 10 MB at once, to the API and through the web app; then photos of 12 megapixels, one after the other.
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { buildStale, TARGETS } from '../lib/builder.mjs';
import { outputOf, say } from '../lib/installation.mjs';
import { readOptions } from '../lib/options.mjs';
import { startApi, startDatabase, startWeb } from '../lib/part.mjs';
import { freePort } from '../lib/port.mjs';
import { Problem, runMain } from '../lib/problem.mjs';
import { requireInstalled, requireNode } from '../lib/requirement.mjs';
import { percentile, table } from './figures.mjs';
import { measureOnce } from './frame.mjs';
import { growthOf } from './memory.mjs';
import { apiEnv } from './part.mjs';
import { documentOf, photoOf } from './picture.mjs';
import { registerPairs, restApi } from './population.mjs';

const AT_ONCE = 20;
const MAX_BYTES = 10_485_760;
const ROUNDS = 2;

await runMain(async () => {
  requireNode();
  requireInstalled();
  const photos = readPhotos();
  await buildStale([TARGETS.api, TARGETS.web]);
  return measureOnce((launch, dataDir) => measure(launch, dataDir, photos));
});

function readPhotos() {
  const values = readOptions({ photos: { type: 'string' } });
  const count = Number(values.photos ?? '40');
  if (Number.isInteger(count) && count > 0 && count <= 300) return count;
  throw new Problem('--photos must be a whole number from 1 to 300.');
}

async function measure(launch, dataDir, photos) {
  const output = outputOf(dataDir);
  const database = await launch(() => startDatabase({ dataDir }));
  const [port, host] = [await freePort(), '127.0.0.1'];
  const env = { ...apiEnv(database.uri), PUBLIC_URL: `http://${host}:${port}`, FILES_DIR: path.join(dataDir, 'files') };
  const api = await launch(() => startApi({ env, ...output('api') }));
  const webEnv = { ...process.env, NODE_ENV: undefined, API_URL: `http://${host}:${api.port}` };
  const web = startWeb({ mode: 'start', port, host, env: webEnv, ...output('web') });
  await launch(() => web);
  const people = (await registerPairs(restApi(api.port), AT_ONCE / 2)).flatMap(({ tokens }) => tokens);

  const direct = { name: 'the API', url: `http://${host}:${api.port}`, pids: { API: api.pid } };
  const through = { name: 'the web app', url: `http://${host}:${port}`, pids: { API: api.pid, web: web.pid } };
  const document = { name: 'letter.pdf', bytes: documentOf(MAX_BYTES) };
  const photo = { name: 'photo.jpg', bytes: await photoOf(MAX_BYTES) };
  say(`Uploading ${AT_ONCE} files of 10 MB at once ...`);
  const rows = [];
  for (const target of [direct, through]) {
    for (const file of [document, photo]) rows.push(...(await uploadAtOnce(target, file, people)));
  }
  say(`\n${table(rows)}\n`);
  say(await timePhotos(direct, photos, people));
}

/** A first round makes everything awake; what is counted is the growth over the memory that then stays. */
async function uploadAtOnce({ name, url, pids }, file, people) {
  const all = () => Promise.all(people.map((token) => upload(url, token, file)));
  await upload(url, people[0], file);
  const rows = [];
  for (let round = 1; round <= ROUNDS; round++) {
    const grown = await growthOf(pids, all);
    for (const [process, { before, growth }] of Object.entries(grown)) {
      const megabytes = (bytes) => (bytes / 1_048_576).toFixed(1);
      rows.push({
        [`${AT_ONCE} at once`]: `${file.name} to ${name}, round ${round}`,
        process,
        'before MB': megabytes(before),
        'growth MB': megabytes(growth),
      });
    }
  }
  return rows;
}

async function timePhotos({ url }, count, people) {
  const photo = { name: 'photo.jpg', bytes: await photoOf(4_000_000) };
  const times = [];
  for (let at = 0; at < count; at++) {
    const begin = performance.now();
    await upload(url, people[at % people.length], photo);
    times.push(performance.now() - begin);
  }
  const [p50, p95] = [0.5, 0.95].map((share) => percentile(times, share).toFixed(0));
  const size = (photo.bytes.length / 1e6).toFixed(1);
  return `Photo of 12 megapixels (${size} MB), from its upload to its stored thumbnail: p50 ${p50} ms, p95 ${p95} ms of ${count}.`;
}

async function upload(url, token, { name, bytes }) {
  const form = new FormData();
  form.append('uploadId', randomUUID());
  form.append('file', new Blob([bytes]), name);
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${url}/api/attachments`, { method: 'POST', headers, body: form });
  const answer = await response.json();
  if (!answer.success) throw new Error(`Upload of ${name}: ${response.status} ${JSON.stringify(answer.error)}`);
}
