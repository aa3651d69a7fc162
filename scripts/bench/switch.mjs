import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/** A network on 127.0.0.1 in front of a port, that can be cut and mended. */
export async function startSwitch(targetPort) {
  const open = new Set();
  let isCut = false;
  const server = createServer((client) => {
    if (isCut) return client.destroy();
    const target = connect(targetPort, '127.0.0.1');
    for (const [from, to] of [
      [client, target],
      [target, client],
    ]) {
      open.add(from);
      from.pipe(to);
      // A reset of one side is a reset of the other.
      from.on('error', () => to.destroy());
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => {
    isCut = true;
    for (const socket of open) socket.destroy();
  };
  return {
    port: server.address().port,
    cut,
    mend() {
      isCut = false;
    },
    close() {
      cut();
      server.close();
    },
  };
}
