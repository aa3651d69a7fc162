// The least that can do our fan-out: acks, and emits to the rooms of both users. No checks, no database. With REDIS_URL, several of them
// are one, as the API processes are.
import { createServer } from 'node:http';
import { createShardedAdapter } from '@socket.io/redis-adapter';
import { Redis } from 'ioredis';
import { Server } from 'socket.io';

const server = createServer();
const { REDIS_URL } = process.env;
const adapter = REDIS_URL ? createShardedAdapter(new Redis(REDIS_URL), new Redis(REDIS_URL)) : undefined;
const io = new Server(server, {
  path: '/api/socket.io',
  transports: ['websocket'],
  perMessageDeflate: false,
  ...(adapter && { adapter }),
});

io.on('connection', (socket) => {
  socket.join(`user:${socket.handshake.auth.token}`);
  socket.on('sendMessage', ({ chatId, clientMsgId, text }, ack) => {
    const message = { id: clientMsgId, chatId, clientMsgId, text, createdAt: new Date().toISOString() };
    io.to([`user:${chatId}a`, `user:${chatId}b`]).emit('newMessage', message);
    ack({ success: true, data: { message, duplicate: false } });
  });
});

server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => {
  process.send({ type: 'ready', port: server.address().port });
});
process.on('SIGTERM', () => process.exit(0));
