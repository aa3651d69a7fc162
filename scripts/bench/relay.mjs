// The least that can do our fan-out: acks, and emits to the rooms of both users. No checks, no database.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const server = createServer();
const io = new Server(server, { path: '/api/socket.io', transports: ['websocket'], perMessageDeflate: false });

io.on('connection', (socket) => {
  socket.join(`user:${socket.handshake.auth.token}`);
  socket.on('sendMessage', ({ chatId, clientMsgId, text }, ack) => {
    const message = { id: clientMsgId, chatId, clientMsgId, text, createdAt: new Date().toISOString() };
    io.to(chatId.split(' ').map((userId) => `user:${userId}`)).emit('newMessage', message);
    ack({ success: true, data: { message, duplicate: false } });
  });
});

server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => {
  process.send({ type: 'ready', port: server.address().port });
});
process.on('SIGTERM', () => process.exit(0));
