import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { evaluate } from '../testing/node-process';

describe('port', () => {
  it.each(['abc', '0', '65536', '3000.5', ' '])('refuses %j as a port and names the variable', async (text) => {
    const answer = await evaluate('parsePort from port', `return parsePort(${JSON.stringify(text)})`);
    expect(answer).toEqual({ problem: `PORT must be a number from 1 to 65535; it is "${text}".` });
  });

  it('says which port is in use and how to choose another one', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const answer = await evaluate('requirePortFree from port', `await requirePortFree(${port}, '127.0.0.1')`);
    server.close();
    expect(answer).toEqual({
      problem: `Port ${port} is in use by another program. Choose another one: PORT=${port + 1} npm start`,
    });
  });

  it('explains an address that is not of this machine', async () => {
    const answer = await evaluate('requirePortFree from port', `await requirePortFree(3999, '203.0.113.7')`);
    expect(answer).toEqual({ problem: expect.stringContaining('HOST=203.0.113.7 is not an address of this machine') });
  });

  it('finds a free port', async () => {
    const answer = await evaluate(
      'freePort, requirePortFree from port',
      `
      const port = await freePort();
      await requirePortFree(port, '127.0.0.1');
      return port > 1023;
    `,
    );
    expect(answer).toBe(true);
  });
});
