import { parseArgs } from 'node:util';
import { MongoServer } from './server';
import { DirectoryInUseError } from './store/lock';

const usage = 'usage: --dir <folder> [--port <n> | --socket <path>] [--ttl-sweep-ms <n>] [--test-commands]';

/** Exit codes: 64 wrong usage, 75 the directory is in use, 1 anything else. */
function fail(error: unknown, code: number): never {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`embedded-mongo: ${message}\n`);
  process.exit(code);
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        dir: { type: 'string' },
        port: { type: 'string' },
        socket: { type: 'string' },
        'ttl-sweep-ms': { type: 'string' },
        'test-commands': { type: 'boolean' },
      },
    });
    const port = Number(values.port ?? 0);
    const ttlSweepMs = values['ttl-sweep-ms'] === undefined ? undefined : Number(values['ttl-sweep-ms']);
    if (!values.dir || !Number.isInteger(port) || port < 0 || port > 65535) throw new Error(usage);
    return { dir: values.dir, port, socket: values.socket, ttlSweepMs, isTesting: values['test-commands'] };
  } catch (error) {
    return fail(error, 64);
  }
}

async function main(): Promise<void> {
  // Nobody may read our words any more once the parent has died; that must not keep us from closing in order.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const { server, uri } = await MongoServer.start(readOptions());
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    server.stop().then(
      () => process.exit(0),
      (error) => fail(error, 1),
    );
  };
  process.on('SIGTERM', stop);
  if (process.send) {
    // Ctrl-C reaches the whole process group; the parent stops us when it has no more use for us, or by dying.
    process.on('SIGINT', () => undefined);
    process.on('disconnect', stop);
    process.send({ uri });
  } else {
    process.on('SIGINT', stop);
  }
  process.stdout.write(`${uri}\n`);
}

main().catch((error) => fail(error, error instanceof DirectoryInUseError ? 75 : 1));
