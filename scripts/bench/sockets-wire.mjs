import { connect } from 'node:net';

const TEXT = 0x81;
const CLOSE = 8;
const MASKED = 0x80;
const KEY_BYTES = 4;

/**
 * Socket.IO over WebSocket with as little as that takes: ten thousand of the real clients would need more memory and more of the
 * processor than the server that is measured. `hear` is told `connected`, `refused`, and every fact by its name; `closed` comes once.
 * @param {{ port: number, token: string, hear: (name: string, data?: any) => void }} options
 */
export function openWire({ port, token, hear }) {
  const socket = connect(port, '127.0.0.1').setNoDelay(true);
  const answers = new Map();
  let waiting = Buffer.alloc(0);
  let isUpgraded = false;
  let asked = 0;

  const write = (text) => {
    if (!socket.destroyed) socket.write(frameOf(text));
  };
  socket.write(
    `GET /api/socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
  );
  socket.on('data', (chunk) => {
    waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
    if (!isUpgraded && !readUpgrade()) return;
    for (let frame = readFrame(waiting); frame; frame = readFrame(waiting)) {
      waiting = waiting.subarray(frame.end);
      if (frame.opcode === CLOSE) socket.destroy();
      else hearPacket(frame.text);
    }
  });
  // A fault is followed by 'close', which tells of it.
  socket.on('error', () => undefined);
  socket.once('close', () => {
    for (const answer of answers.values()) answer({ success: false, error: { code: 'NETWORK' } });
    hear('closed');
  });

  function readUpgrade() {
    const end = waiting.indexOf('\r\n\r\n');
    if (end < 0) return false;
    if (!waiting.subarray(0, 12).equals(Buffer.from('HTTP/1.1 101'))) {
      socket.destroy();
      return false;
    }
    waiting = waiting.subarray(end + 4);
    isUpgraded = true;
    return true;
  }

  /** The first character is Engine.IO's packet type, the second of a message (4) is Socket.IO's. */
  function hearPacket(text) {
    if (text[0] === '0') write(`40${JSON.stringify({ token })}`);
    else if (text[0] === '2') write('3');
    else if (text.startsWith('40')) hear('connected');
    else if (text.startsWith('44')) hear('refused', JSON.parse(text.slice(2)));
    else if (text.startsWith('42')) hear(...JSON.parse(text.slice(2)));
    else if (text.startsWith('43')) hearAnswer(text);
  }

  function hearAnswer(text) {
    const start = text.indexOf('[');
    const id = text.slice(2, start);
    answers.get(id)?.(JSON.parse(text.slice(start))[0]);
    answers.delete(id);
  }

  return {
    /** The envelope that acks the command. */
    ask: (command, input) =>
      new Promise((resolve) => {
        if (socket.destroyed) return resolve({ success: false, error: { code: 'NETWORK' } });
        const id = String(asked++);
        answers.set(id, resolve);
        write(`42${id}${JSON.stringify([command, input])}`);
      }),
    /** The network is gone: nothing is said. */
    cut: () => socket.destroy(),
  };
}

/** Masked with zeros, which leaves the text as it is: allowed, and nobody is between us and the server. */
function frameOf(text) {
  const body = Buffer.from(text);
  const head =
    body.length < 126
      ? Buffer.from([TEXT, MASKED | body.length])
      : Buffer.from([TEXT, MASKED | 126, body.length >> 8, body.length & 0xff]);
  return Buffer.concat([head, Buffer.alloc(KEY_BYTES), body]);
}

/** The first whole frame; null while more is to come. The server sends no parts and masks nothing. */
function readFrame(bytes) {
  if (bytes.length < 2) return null;
  const short = bytes[1];
  const start = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (bytes.length < start) return null;
  const length = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  const end = start + length;
  if (bytes.length < end) return null;
  return { opcode: bytes[0] & 0x0f, text: bytes.toString('utf8', start, end), end };
}
