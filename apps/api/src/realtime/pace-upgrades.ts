import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { LinePace } from '../common/line-pace';
import { turnAway } from './turn-away';

type Upgrade = [request: IncomingMessage, socket: Duplex, head: Buffer];

/** Begun in one turn of the event loop, and how long of it that may take: the messages of those who are here go on in between. */
const PER_TURN = 64;
const TURN_MS = 10;
/** Clients give up after 15 seconds, and what is done for one who has is lost. A handshake is not over when its turn has come. */
const WAIT_MAX_MS = 6_000;
/** Before anything was measured. */
const MS_EACH = 1;

/**
 * When everybody comes back at once, a few handshakes are begun in each turn and the rest wait, in a line that is never longer than what
 * can be served before clients give up. Whoever has no place in it is told when to come, before anything was done for them. To be called
 * when whoever handles upgrades has said so to the server.
 */
export function paceUpgrades(http: HttpServer): void {
  const handlers = http.listeners('upgrade') as ((...upgrade: Upgrade) => void)[];
  const pace = new LinePace(MS_EACH);
  const waiting: Upgrade[] = [];
  let held: Duplex[] = [];
  let isTurnDue = false;
  /** When the line last moved; null while there is none. */
  let movedAt: number | null = null;

  const begin = (upgrade: Upgrade) => {
    const [, socket] = upgrade;
    socket.off('error', ignore);
    if (socket.destroyed) return;
    // The answer to the handshake leaves with Engine.IO's first packet.
    socket.cork();
    held.push(socket);
    for (const handle of handlers) handle.apply(http, upgrade);
  };

  const isTooLong = () => pace.waitMs(waiting.length) > WAIT_MAX_MS;

  const sendAway = ([request, socket]: Upgrade) => turnAway(request, socket, pace.appointmentMs(waiting.length));

  const beTurned = () => {
    if (!isTurnDue) setImmediate(turn);
    isTurnDue = true;
  };

  const beginSome = (from: number) => {
    let count = 0;
    for (const upgrade of waiting) {
      if (count === PER_TURN || performance.now() - from > TURN_MS) break;
      begin(upgrade);
      count += 1;
    }
    waiting.splice(0, count);
    return count;
  };

  const turn = () => {
    isTurnDue = false;
    for (const socket of held) socket.uncork();
    held = [];
    const now = performance.now();
    const count = beginSome(now);
    if (movedAt !== null && count > 0) pace.served(count, now - movedAt);
    movedAt = waiting.length > 0 ? now : null;
    // The line may turn out to be slower than it looked when they came.
    for (let n = 0; n < PER_TURN && isTooLong(); n++) sendAway(waiting.pop() as Upgrade);
    if (held.length > 0 || waiting.length > 0) beTurned();
  };

  http.removeAllListeners('upgrade');
  http.on('upgrade', (...upgrade: Upgrade) => {
    const [, socket] = upgrade;
    beTurned();
    if (held.length < PER_TURN && waiting.length === 0) return begin(upgrade);
    // A socket that fails while nobody listens would end the process.
    socket.on('error', ignore);
    if (isTooLong()) sendAway(upgrade);
    else waiting.push(upgrade);
  });
}

/** Whoever is gone is found gone when it is their turn. */
function ignore(): void {}
