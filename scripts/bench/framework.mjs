// What the framework costs a message: the API's own gateway behind Nest and the lean adapter, with services that do nothing. Only a message
// is passed on to both of its people, as the relay does. Told `unchecked`, nothing looks at what a message says either.
import { createRequire } from 'node:module';
import { inRoot } from '../lib/paths.mjs';

const load = createRequire(import.meta.url);
load('reflect-metadata');
const { PIPES_METADATA } = load('@nestjs/common/constants');
const { NestFactory } = load('@nestjs/core');
const ours = (name) => load(inRoot('dist/apps/api/src', `${name}.js`));
const { Cluster } = ours('cluster/cluster');
const { RateLimits } = ours('common/rate-limit');
const { loadConfig } = ours('config/config');
const { CONFIG } = ours('config/config.module');
const { MessageService } = ours('message/message.service');
const { Broadcaster } = ours('realtime/broadcaster');
const { ChatGateway } = ours('realtime/chat.gateway');
const { LeanIoAdapter } = ours('realtime/lean-io.adapter');
const { SocketAuth } = ours('realtime/socket-auth');

const DAY_MS = 86_400_000;

class EmptyModule {}

/** Believes anybody: a token is a user id. */
const socketAuth = {
  handshake(socket, next) {
    const expiresAt = Date.now() + DAY_MS;
    Object.assign(socket.data, { actor: { id: socket.handshake.auth.token, role: 'user' }, expiresAt, running: 0 });
    next();
  },
  isOver: () => false,
};

/** Passes a message on, and stores nothing. */
const messagesBy = (broadcaster) => ({
  async send(_actor, { chatId, clientMsgId, text }) {
    const message = { id: clientMsgId, chatId, clientMsgId, text, createdAt: new Date().toISOString() };
    broadcaster.toUsers([`${chatId}a`, `${chatId}b`], 'newMessage', message);
    return { message, duplicate: false };
  },
});

/** Whatever it is asked to do is done. Nest must not take it for a promise. */
const idle = new Proxy({}, { get: (_, name) => (name === 'then' ? undefined : async () => undefined) });

const config = loadConfig(process.env);
const real = [Broadcaster, Cluster, RateLimits];
const services = Reflect.getMetadata('design:paramtypes', ChatGateway).filter((type) => type !== Object);
const providers = [
  ...services.filter((type) => !real.includes(type)).map((provide) => ({ provide, useValue: idle })),
  { provide: CONFIG, useValue: config },
  { provide: SocketAuth, useValue: socketAuth },
  { provide: MessageService, useFactory: messagesBy, inject: [Broadcaster] },
  ...real,
  ChatGateway,
];
if (process.argv[2] === 'unchecked') Reflect.deleteMetadata(PIPES_METADATA, ChatGateway);

const app = await NestFactory.create({ module: EmptyModule, providers }, { logger: ['error'] });
app.useWebSocketAdapter(new LeanIoAdapter(app, config));
await app.listen(0, '127.0.0.1');
process.send({ type: 'ready', port: app.getHttpServer().address().port });
process.on('SIGTERM', () => process.exit(0));
