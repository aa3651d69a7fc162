// In front of the embedded database, for what a message costs the API itself: once told to, it acknowledges every insert and update at
// once and throws it away. Whatever else is asked is answered by the database behind it.
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { connect, createServer } from 'node:net';
import { inRoot } from '../lib/paths.mjs';

const { FrameReader, parseRequest, formatReply } = createRequire(import.meta.url)(
  inRoot('dist/libs/embedded-mongo/src/wire.js'),
);
const [{ uri }] = await once(process, 'message');
const behind = addressOf(uri);
let isInstant = false;
process.on('message', () => {
  isInstant = true;
  process.send({ type: 'instant' });
});

const server = createServer((client) => {
  const database = connect(behind);
  client.setNoDelay(true);
  database.pipe(client);
  const frames = new FrameReader();
  client.on('data', (chunk) => {
    for (const frame of frames.push(chunk)) {
      const reply = isInstant ? acknowledgementOf(frame) : null;
      if (reply) client.write(reply);
      else database.write(frame);
    }
  });
  for (const [one, other] of [
    [client, database],
    [database, client],
  ]) {
    // A fault is followed by 'close', which ends the other side too.
    one.on('error', () => undefined);
    one.once('close', () => other.destroy());
  }
}).listen(0, '127.0.0.1', () => {
  process.send({ type: 'ready', uri: `mongodb://127.0.0.1:${server.address().port}/?directConnection=true` });
});
process.on('SIGTERM', () => process.exit(0));

/** Null: not a write that can be acknowledged unseen. */
function acknowledgementOf(frame) {
  const request = parseRequest(frame);
  const [name] = Object.keys(request.command);
  if (name !== 'insert' && name !== 'update') return null;
  const field = name === 'insert' ? 'documents' : 'updates';
  const n = (request.sequences.get(field) ?? request.command[field]).length;
  return formatReply(request, { n, ...(name === 'update' && { nModified: n }), ok: 1 });
}

function addressOf(uri) {
  const host = decodeURIComponent(/^mongodb:\/\/([^/?]+)/.exec(uri)[1]);
  if (host.startsWith('/')) return { path: host };
  const [name, port] = host.split(':');
  return { host: name, port: Number(port) };
}
