import { createServer, type IncomingMessage, type Server } from 'node:http';
import { PassThrough } from 'node:stream';
import { paceUpgrades } from './pace-upgrades';

/** The limits of `pace-upgrades.ts`, said again so that a change of them is a decision. */
const PER_TURN = 64;
const WAIT_MAX_MS = 8_000;

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
    http.emit('upgrade', {} as IncomingMessage, socket, Buffer.alloc(0));
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

  it('tells who comes to come later while the first one waits for long', async () => {
    const clock = jest.spyOn(performance, 'now').mockReturnValue(0);
    Array.from({ length: PER_TURN + 1 }, knock);
    clock.mockReturnValue(WAIT_MAX_MS + 1);
    const late = knock();
    expect(String(late.read())).toMatch(/^HTTP\/1\.1 503 /);
    await nextTurn();
    await nextTurn();
    expect(begun).not.toContain(late);
    expect(begun).toHaveLength(PER_TURN + 1);
    expect(begun).not.toContain(late);
    knock();
    expect(begun).toHaveLength(PER_TURN + 2);
  });
});
