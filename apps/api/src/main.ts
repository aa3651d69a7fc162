import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { createApp } from './app';
import { armFailpoint } from './common/failpoint';
import { log } from './common/log';
import { type Config, ConfigError, loadConfig } from './config/config';
import { startTraceExport } from './ops/trace-export';

const EXIT_BAD_CONFIG = 78;
/** A reconnect storm fills Node's default of 511 waiting connections at once. */
const BACKLOG = 4_096;
/** Longer than the web app keeps a connection of its own: closed first by us, the request just on it would fail with 500. */
const KEEP_ALIVE_MS = 65_000;
/** While stopping: one that is answered at the wrong moment, and polled on, would hold the stop up for ever. */
const KEEP_ALIVE_STOPPING_MS = 1;
/** Of a stop altogether, sockets included: what waits for a database that does not answer is left, as a crash would leave it. */
const STOP_MAX_MS = 9_000;

async function main(): Promise<void> {
  const config = readConfig();
  armFailpoint(config.failpoint);
  const endTraces = config.traceUrl === null ? null : await startTraceExport(config.traceUrl);
  const app = await createApp(config);
  stopOnSignals(async () => {
    app.getHttpServer().keepAliveTimeout = KEEP_ALIVE_STOPPING_MS;
    await app.close();
    await endTraces?.();
  });
  await app.init();
  const server = app.getHttpServer();
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: config.apiPort, host: config.host, backlog: BACKLOG }, resolve);
  });
  const { port } = server.address() as AddressInfo;
  log.info({ port }, 'api listening');
  process.send?.({ type: 'ready', port });
}

function readConfig(): Config {
  try {
    return loadConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`Parley cannot start: ${error.message}\n`);
    process.exit(EXIT_BAD_CONFIG);
  }
}

/** A signal, or the end of whoever started us, closes sockets and database before the process ends, within ten seconds. */
function stopOnSignals(close: () => Promise<void>): void {
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => {
      log.error({ ms: STOP_MAX_MS }, 'stop took too long, what is under way is left');
      process.exit(1);
    }, STOP_MAX_MS).unref();
    close().then(
      () => process.exit(0),
      (err: unknown) => {
        log.error({ err }, 'stop failed');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.on(signal, stop);
}

main().catch((err: unknown) => {
  log.fatal({ err }, 'start failed');
  process.exit(1);
});
