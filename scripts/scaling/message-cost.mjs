// node scripts/scaling/message-cost.mjs: what one message of 100 characters between two people weighs, on the wire, in the database and
// in Redis, when the two are on different API processes. Bytes do not depend on how busy the machine is.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { io } from 'socket.io-client';
import { table } from '../bench/figures.mjs';
import { apiEnv, startRedis } from '../bench/part.mjs';
import { registerPairs, restApi } from '../bench/population.mjs';
import { buildStale, TARGETS } from '../lib/builder.mjs';
import { makeDataDir } from '../lib/data-dir.mjs';
import { outputOf, say } from '../lib/installation.mjs';
import { startApi, startDatabase } from '../lib/part.mjs';
import { Problem, runMain } from '../lib/problem.mjs';
import { Supervisor } from '../lib/supervisor.mjs';
import { findTool, REDIS } from '../lib/tool.mjs';

const MESSAGES = 200;
const { MongoClient } = createRequire(import.meta.url)('mongodb');
const { calculateObjectSize } = createRequire(import.meta.url)('bson');

await runMain(async () => {
  const program = findTool(REDIS);
  if (!program) throw new Problem(REDIS.hint);
  await buildStale([TARGETS.api]);
  const dataDir = makeDataDir(mkdtempSync(path.join(os.tmpdir(), 'parley-cost-')));
  const supervisor = new Supervisor({ say });
  const code = await supervisor.run(async (launch) => {
    say(table(await measure(launch, outputOf(dataDir), dataDir, program)));
    supervisor.end(0);
  });
  rmSync(dataDir, { recursive: true, force: true });
  return code;
});

async function measure(launch, output, dataDir, program) {
  const database = await launch(() => startDatabase({ dataDir }));
  const { url } = await launch(() => startRedis(program, output('redis')));
  const env = { ...apiEnv(database.uri), REDIS_URL: url };
  const apis = [];
  for (const name of ['api1', 'api2']) apis.push(await launch(() => startApi({ env, ...output(name) })));
  const [{ chatId, tokens }] = await registerPairs(restApi(apis[0].port), 1);
  const sockets = await Promise.all(tokens.map((token, at) => connect(apis[at].port, token)));
  const redis = new Redis(url);
  await sendAll(sockets, chatId, 20);

  const before = { redis: await redisBytes(redis), wire: sockets.map(bytesOf) };
  const startedAt = Date.now();
  await sendAll(sockets, chatId, MESSAGES);
  const after = { redis: await redisBytes(redis), wire: sockets.map(bytesOf) };
  const beats = await idleTraffic(redis, Date.now() - startedAt);
  const wire = (at, way) => (after.wire[at][way] - before.wire[at][way]) / MESSAGES;
  const rows = [
    ['sender sends', wire(0, 'sent')],
    ['sender gets: ack, and the message for their other tabs', wire(0, 'heard')],
    ['receiver gets', wire(1, 'heard')],
    ['Redis, in and out, without the beat of idle processes', (after.redis - before.redis - beats) / MESSAGES],
    ...(await storedBytes(database.uri, chatId)),
  ];
  redis.disconnect();
  for (const socket of sockets) socket.disconnect();
  return rows.map(([what, bytes]) => ({ what, 'bytes a message': bytes.toFixed(0) }));
}

async function connect(port, token) {
  const socket = io(`http://127.0.0.1:${port}`, { path: '/api/socket.io', transports: ['websocket'], auth: { token } });
  await new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return socket;
}

/** One after the other; settled when the receiver has it. */
async function sendAll([sender, receiver], chatId, count) {
  for (let n = 0; n < count; n++) {
    const heard = new Promise((resolve) => receiver.once('newMessage', resolve));
    const message = { chatId, clientMsgId: crypto.randomUUID(), text: 'a word or two more '.repeat(6).slice(0, 100) };
    const answer = await sender.emitWithAck('sendMessage', message);
    if (!answer.success) throw new Error(answer.error.code);
    await heard;
  }
}

function bytesOf(socket) {
  const { bytesRead, bytesWritten } = socket.io.engine.transport.ws._socket;
  return { heard: bytesRead, sent: bytesWritten };
}

async function redisBytes(redis) {
  const stats = await redis.info('stats');
  const read = (key) => Number(new RegExp(`${key}:(\\d+)`).exec(stats)[1]);
  return read('total_net_input_bytes') + read('total_net_output_bytes');
}

/** What goes through Redis in as much time when nobody sends. */
async function idleTraffic(redis, ms) {
  const before = await redisBytes(redis);
  await new Promise((resolve) => setTimeout(resolve, ms));
  return (await redisBytes(redis)) - before;
}

async function storedBytes(uri, chatId) {
  const client = new MongoClient(uri);
  const messages = client.db('parley').collection('messages');
  const message = await messages.findOne({}, { sort: { _id: -1 } });
  const indexes = await messages.indexes();
  await client.close();
  const terms = message.terms.length;
  return [
    [
      `database: the message (${indexes.length} indexes, of which ${entriesOf(indexes, message)} entries are its own, ${terms} for search)`,
      calculateObjectSize(message),
    ],
    [
      `of which the ids and numbers that place it in chat ${chatId.slice(-4)}`,
      calculateObjectSize({ ...message, text: '', terms: [] }),
    ],
  ];
}

/** An index with a condition on a field that the message lacks has no entry of it; one on a list has one for each of its items. */
function entriesOf(indexes, message) {
  const value = (field) => field.split('.').reduce((inner, name) => inner?.[name], message);
  return indexes.reduce((sum, { key, partialFilterExpression }) => {
    if (partialFilterExpression && Object.keys(partialFilterExpression).some((field) => value(field) === undefined))
      return sum;
    const lists = Object.keys(key).map(value).filter(Array.isArray);
    return sum + (lists[0]?.length ?? 1);
  }, 0);
}
