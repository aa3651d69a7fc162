import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, realpathSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Problem } from './problem.mjs';

/** macOS takes 104 bytes, Linux 108, the closing NUL included. */
const SOCKET_PATH_MAX_BYTES = 100;

const isWindows = process.platform === 'win32';

/** Makes the data folder, readable by its owner alone, and answers its real path. */
export function makeDataDir(dir) {
  mkdirSync(path.join(dir, 'logs'), { recursive: true, mode: 0o700 });
  chmodSync(dir, 0o700);
  return realpathSync(dir);
}

/**
 * Claims the data folder for this process until it ends. The claim is a listening local socket: the system closes it
 * with the process, however that dies, so that no stale lock can keep Parley from starting.
 * @returns {Promise<{ release(): void }>}
 */
export async function claimDataDir(dir, url) {
  const address = claimAddress(dir);
  if (!(await isAnswering(address)).alive) removeStale(address);
  const server = createServer((socket) => socket.end(JSON.stringify({ pid: process.pid, url })));
  const error = await new Promise((resolve) => {
    server.once('error', resolve);
    server.listen(address, () => resolve(null));
  });
  if (error?.code === 'EADDRINUSE') throw new Problem(await describeHolder(dir, address));
  if (error) throw error;
  server.unref();
  return { release: () => server.close() };
}

/** The path of a unix socket in a folder; null where the system knows none or takes no path so long. */
export function socketIn(dir, name) {
  const inside = path.join(dir, name);
  return isWindows || Buffer.byteLength(inside) > SOCKET_PATH_MAX_BYTES ? null : inside;
}

/** In the folder itself where that can be, else by a digest of the path elsewhere. */
function claimAddress(dir) {
  const inside = socketIn(dir, 'parley.sock');
  if (inside) return inside;
  const name = `parley-${createHash('sha256').update(dir).digest('hex').slice(0, 16)}`;
  return isWindows ? `\\\\.\\pipe\\${name}` : path.join(os.tmpdir(), `${name}.sock`);
}

/** The socket file of a process that was killed stays behind, with nobody listening. */
function removeStale(address) {
  if (!isWindows) rmSync(address, { force: true });
}

function isAnswering(address) {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(address);
    socket.setEncoding('utf8');
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('end', () => resolve({ alive: true, text }));
    socket.on('error', () => resolve({ alive: false, text }));
  });
}

async function describeHolder(dir, address) {
  const { text } = await isAnswering(address);
  const holder = text ? JSON.parse(text) : null;
  const where = holder ? ` (process ${holder.pid}, ${holder.url})` : '';
  return `Parley already runs on the data folder ${dir}${where}. Stop it first, or use another folder: DATA_DIR=./data2 npm start`;
}
