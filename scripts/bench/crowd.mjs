// Many sockets that only listen, in a process of their own: says when all have heard of a broadcast.
import { once } from 'node:events';
import { io } from 'socket.io-client';

const AT_ONCE = 50;

const [{ url, tokens, each }] = await once(process, 'message');
const wanted = tokens.flatMap((token) => Array(each).fill(token));
let heard = 0;
for (let from = 0; from < wanted.length; from += AT_ONCE) {
  await Promise.all(wanted.slice(from, from + AT_ONCE).map(connect));
}
process.send({ type: 'connected' });

async function connect(token) {
  const options = { path: '/api/socket.io', transports: ['websocket'], forceNew: true, auth: { token } };
  const socket = io(url, options);
  socket.on('broadcast', () => {
    if (++heard % wanted.length === 0) process.send({ type: 'heard', count: wanted.length });
  });
  await new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
}
