import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { HandshakeErrorData } from '@app/contracts';

/** RFC 6455: what a server adds to the key of a client to show that it speaks WebSocket. */
const PROOF = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const TEXT_FRAME = 0x81;
const CLOSE_FRAME = Buffer.from([0x88, 0]);
/** The length of a frame below this is one byte. */
const SHORT = 126;
/** For the client to have read it and to have closed as well. */
const LINGER_MS = 5_000;
/** Engine.IO's greeting, without which no client reads on. Nothing is ever asked of this connection. */
const GREETING = `0${JSON.stringify({ sid: 'away', upgrades: [], pingInterval: 60_000, pingTimeout: 60_000, maxPayload: 1 })}`;

/**
 * Answers a handshake with a refusal that every client understands, in one write and without a connection being made: a browser tells a
 * page nothing of an answer with status 503, so its words are those of Socket.IO for a refused connection.
 */
export function turnAway(request: IncomingMessage, socket: Duplex, retryAfterMs: number): void {
  const key = request.headers['sec-websocket-key'];
  const isWebSocket = request.headers.upgrade?.toLowerCase() === 'websocket';
  socket.end(key && isWebSocket ? refusal(key, { code: 'BUSY', retryAfterMs }) : unavailable(retryAfterMs));
  // Unread, what the client says would undo what it was told; and its end would not be noticed.
  socket.resume();
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}

function refusal(key: string, data: HandshakeErrorData): Buffer {
  const proof = createHash('sha1').update(`${key}${PROOF}`).digest('base64');
  const head = `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${proof}\r\n\r\n`;
  const refused = `44${JSON.stringify({ message: 'The server is busy. Try again later.', data })}`;
  return Buffer.concat([Buffer.from(head), frameOf(GREETING), frameOf(refused), CLOSE_FRAME]);
}

function frameOf(text: string): Buffer {
  const body = Buffer.from(text);
  if (body.length >= SHORT) throw new Error('A refusal is short.');
  return Buffer.concat([Buffer.from([TEXT_FRAME, body.length]), body]);
}

function unavailable(retryAfterMs: number): string {
  const seconds = Math.ceil(retryAfterMs / 1_000);
  return `HTTP/1.1 503 Service Unavailable\r\nRetry-After: ${seconds}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;
}
