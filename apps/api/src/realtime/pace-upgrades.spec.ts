import { createServer, type IncomingMessage, type Server } from 'node:http';
import { PassThrough } from 'node:stream';
import { paceUpgrades } from './pace-upgrades';

/** The limits of `pace-upgrades.ts`, said again so that a change of them is a decision. */
const PER_TURN = 64;
const WAIT_MAX_MS = 6_000;

describe(paceUpgrades.name, () => {
  let http: Server;
  let begun: PassThrough[];

  beforeEach(() => {
    begun = [];
    http = createServer();
    http.on('upgrade', (_request, socket) => begun.push(socket as PassThrough));
    paceUpgrades(http);
  });

  afterEach(() => jest.restoreAllMocks());

  const knock = () => {
    const socket = new PassThrough();
    http.emit('upgrade', { headers: {} } as IncomingMessage, socket, Buffer.alloc(0));
    return socket;
  };
  const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

  it('begins one that comes alone at once', () => {
    const socket = knock();
    expect(begun).toEqual([socket]);
  });

  it('begins a few a turn when many come at once, in the order in which they came', async () => {
    const sockets = Array.from({ length: 2 * PER_TURN + 3 }, knock);
    expect(begun).toEqual(sockets.slice(0, PER_TURN));
    await nextTurn();
    expect(begun).toEqual(sockets.slice(0, 2 * PER_TURN));
    await nextTurn();
    expect(begun).toEqual(sockets);
  });

  it('does nothing for one that is gone when it is its turn, and survives its failing', async () => {
    Array.from({ length: PER_TURN }, knock);
    const gone = knock();
    const patient = knock();
    gone.destroy(new Error('reset by the peer'));
    await nextTurn();
    await nextTurn();
    expect(begun).toHaveLength(PER_TURN + 1);
    expect(begun.at(-1)).toBe(patient);
  });

  it('keeps back what is written in the turn, so that it leaves as one', async () => {
    const socket = knock();
    socket.write('answer');
    expect(socket.read()).toBeNull();
    await nextTurn();
    expect(String(socket.read())).toBe('answer');
  });

  it('begins no more in a turn than there is time for', async () => {
    let now = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => now);
    http.removeAllListeners('upgrade');
    http.on('upgrade', (_request, socket) => {
      now += 4;
      begun.push(socket as PassThrough);
    });
    paceUpgrades(http);
    Array.from({ length: PER_TURN + 9 }, knock);
    await nextTurn();
    // Three take twelve milliseconds.
    expect(begun.length).toBe(PER_TURN + 3);
    await nextTurn();
    expect(begun.length).toBe(PER_TURN + 6);
  });

  it('tells whoever finds too long a line when to come, each at a time of their own', async () => {
    jest.spyOn(performance, 'now').mockReturnValue(0);
    Array.from({ length: PER_TURN + WAIT_MAX_MS + 1 }, knock);
    const [first, second] = await Promise.all([knock(), knock()].map(heardBy));
    expect(first).toMatch(/^HTTP\/1\.1 503 .*\r\nRetry-After: 4\r\n/);
    expect(second).toMatch(/^HTTP\/1\.1 503 /);
  });

  it('sends the last ones away when the line turns out to be slower than it looked', async () => {
    const clock = jest.spyOn(performance, 'now').mockReturnValue(0);
    const sockets = Array.from({ length: PER_TURN + 5_000 }, knock);
    const last = heardBy(sockets.at(-1) as PassThrough);
    await nextTurn();
    clock.mockReturnValue(2_000);
    await nextTurn();
    expect(await last).toMatch(/^HTTP\/1\.1 503 /);
    expect(begun.includes(sockets.at(-1) as PassThrough)).toBe(false);
    const served = begun.length;
    await nextTurn();
    expect(begun.length).toBeGreaterThan(served);
  });

  /** All that it is told before it is let go. */
  async function heardBy(socket: PassThrough): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of socket) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString();
  }
});
