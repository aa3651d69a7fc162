// The load, in a process of its own: connects, then sends and measures on command of the parent (IPC).
import { once } from 'node:events';
import { io } from 'socket.io-client';
import { openLoop } from './open-loop.mjs';

const ACK_TIMEOUT_MS = 5_000;
const DRAIN_MS = 5_000;
const DRAIN_CHECK_MS = 20;

const [{ urls, pairs }] = await once(process, 'message');
/** The two people of a pair are on different servers where there are several. */
const sockets = await Promise.all(
  pairs.map(({ tokens }, pair) =>
    Promise.all(tokens.map((token, at) => connect(token, urls[(pair + at) % urls.length]))),
  ),
);
/** What the current run knows of its messages, by clientMsgId. */
let messages = new Map();
process.send({ type: 'connected' });
process.on('message', async (wanted) => process.send({ type: 'result', ...(await run(wanted)) }));

async function connect(token, url) {
  const socket = io(url, { path: '/api/socket.io', transports: ['websocket'], reconnection: false, auth: { token } });
  socket.on('newMessage', ({ clientMsgId }) => {
    messages.get(clientMsgId)?.arrivals.push({ socket, at: performance.now() });
  });
  await new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return socket;
}

/** At a fixed `rate`, or with as many messages under way in each chat as `inFlight` says: as much as the server takes. */
async function run({ rate, inFlight, seconds }) {
  messages = new Map();
  if (inFlight) await closedLoop({ inFlight, seconds });
  else await openLoop({ rate, count: rate * seconds, send });
  const deadline = performance.now() + DRAIN_MS;
  while (performance.now() < deadline && [...messages.values()].some((message) => !isSettled(message))) {
    await new Promise((resolve) => setTimeout(resolve, DRAIN_CHECK_MS));
  }
  return { messages: [...messages].map(([id, message]) => summarise(id, message)) };
}

/** The next message of a chain goes when the one before is acknowledged. */
async function closedLoop({ inFlight, seconds }) {
  const deadline = performance.now() + seconds * 1_000;
  const chain = async (pair) => {
    for (let turn = pair; performance.now() < deadline; turn += pairs.length) {
      await send(turn, performance.now());
    }
  };
  await Promise.all(pairs.flatMap((_, pair) => Array.from({ length: inFlight }, () => chain(pair))));
}

/** Message `index` goes to the next pair in turn; the two people of a pair take turns. Settled when it is answered. */
function send(index, dueAt) {
  const pair = index % pairs.length;
  const [from, to] = Math.floor(index / pairs.length) % 2 === 0 ? [0, 1] : [1, 0];
  const id = crypto.randomUUID();
  const message = { dueAt, ackedAt: null, error: null, receiver: sockets[pair][to], arrivals: [] };
  messages.set(id, message);
  const input = { chatId: pairs[pair].chatId, clientMsgId: id, text: `${index} `.padEnd(100, 'x') };
  return new Promise((resolve) => {
    sockets[pair][from].timeout(ACK_TIMEOUT_MS).emit('sendMessage', input, (error, answer) => {
      if (!error && answer.success) message.ackedAt = performance.now();
      else message.error = error ? error.message : answer.error.code;
      resolve();
    });
  });
}

const isSettled = ({ ackedAt, error, arrivals }) => error !== null || (ackedAt !== null && arrivals.length >= 2);

/** Times count from when the message was due, not from when a busy sender came to it. */
function summarise(id, { dueAt, ackedAt, error, receiver, arrivals }) {
  const delivery = arrivals.find(({ socket }) => socket === receiver);
  return {
    id,
    error: error ?? (ackedAt === null ? 'no ack' : null),
    ackMs: ackedAt === null ? null : ackedAt - dueAt,
    deliveryMs: delivery ? delivery.at - dueAt : null,
    // The sender's own tabs get the message too: two sockets, one arrival each.
    missing: Math.max(0, 2 - new Set(arrivals.map(({ socket }) => socket)).size),
    extra: arrivals.length - new Set(arrivals.map(({ socket }) => socket)).size,
  };
}
