import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

type Upgrade = [request: IncomingMessage, socket: Duplex, head: Buffer];

interface Waiting {
  upgrade: Upgrade;
  since: number;
}

/** Begun in one turn of the event loop: the messages of those who are here go on in between. */
const PER_TURN = 64;
/** Clients give up after 15 seconds; what is done for one who has is lost. */
const WAIT_MAX_MS = 8_000;
const REFUSAL = 'HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

/**
 * When everybody comes back at once, a few handshakes are begun in each turn and the rest wait; once that takes long, more are told to
 * come later, before anything was done for them. To be called when whoever handles upgrades has said so to the server.
 */
export function paceUpgrades(http: HttpServer): void {
  const handlers = http.listeners('upgrade') as ((...upgrade: Upgrade) => void)[];
  const waiting: Waiting[] = [];
  let held: Duplex[] = [];
  let isTurnDue = false;

  const begin = (upgrade: Upgrade) => {
    const [, socket] = upgrade;
    socket.off('error', ignore);
    if (socket.destroyed) return;
    // The answer to the handshake leaves with Engine.IO's first packet.
    socket.cork();
    held.push(socket);
    for (const handle of handlers) handle.apply(http, upgrade);
  };

  const beTurned = () => {
    if (!isTurnDue) setImmediate(turn);
    isTurnDue = true;
  };

  const turn = () => {
    isTurnDue = false;
    for (const socket of held) socket.uncork();
    held = [];
    for (const { upgrade } of waiting.splice(0, PER_TURN)) begin(upgrade);
    if (held.length > 0 || waiting.length > 0) beTurned();
  };

  http.removeAllListeners('upgrade');
  http.on('upgrade', (...upgrade: Upgrade) => {
    const [, socket] = upgrade;
    beTurned();
    if (held.length < PER_TURN && waiting.length === 0) return begin(upgrade);
    // A socket that fails while nobody listens would end the process.
    socket.on('error', ignore);
    const now = performance.now();
    const isLong = now - (waiting[0]?.since ?? now) > WAIT_MAX_MS;
    if (isLong) socket.end(REFUSAL);
    else waiting.push({ upgrade, since: now });
  });
}

/** Whoever is gone is found gone when it is their turn. */
function ignore(): void {}
