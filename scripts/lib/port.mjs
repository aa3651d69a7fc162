import { once } from 'node:events';
import { createServer } from 'node:net';
import { Problem } from './problem.mjs';

/** Reads a TCP port from text. */
export function parsePort(text, name = 'PORT') {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Problem(`${name} must be a number from 1 to 65535; it is "${text}".`);
}

/** Fails in plain words when nothing can listen on host:port. */
export async function requirePortFree(port, host) {
  const error = await tryListen(port, host);
  if (error) throw new Problem(explain(error, port, host));
}

/** A port of 127.0.0.1 that was free a moment ago. */
export async function freePort() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

function tryListen(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', resolve);
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)));
  });
}

function explain(error, port, host) {
  if (error.code === 'EADDRINUSE') {
    return `Port ${port} is in use by another program. Choose another one: PORT=${otherPort(port)} npm start`;
  }
  if (error.code === 'EACCES') {
    return `This user may not listen on port ${port}. Choose a port above 1023: PORT=3000 npm start`;
  }
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return `HOST=${host} is not an address of this machine. Use 127.0.0.1, or 0.0.0.0 for every address.`;
  }
  return `Cannot listen on ${host}:${port}: ${error.message}`;
}

const otherPort = (port) => (port < 65_535 ? port + 1 : 3000);
