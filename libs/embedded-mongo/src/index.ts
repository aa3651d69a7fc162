import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { compiledMain } from './compile';

/** How to start the embedded database. */
export interface EmbeddedMongoOptions {
  /** The data directory; created when missing. One server at a time may have it. */
  dir: string;
  /** TCP port on 127.0.0.1; 0 or unset takes a free one. */
  port?: number;
  /** Listen on this unix socket instead of TCP. */
  socket?: string;
  /** How often documents past their TTL are deleted, in milliseconds; 60,000 unless told. */
  ttlSweepMs?: number;
  /** Allows the commands that driver test-suites need, `configureFailPoint` above all. */
  testCommands?: boolean;
  /** Called when the server process ends, whoever ended it; null when a signal did. */
  onExit?: (code: number | null) => void;
}

/** A running embedded database. */
export interface EmbeddedMongo {
  /** A connection string for any MongoDB driver, without a database name: `mongodb://127.0.0.1:<port>/?directConnection=true`. */
  uri: string;
  pid: number;
  /** Finishes open writes, closes the files and resolves when the process is gone. */
  stop(): Promise<void>;
  /** Kills the process at once (SIGKILL), for crash tests. Acknowledged writes survive. */
  kill(): void;
}

/**
 * Starts the server as its own child process and resolves when it accepts connections. It ends by itself, cleanly, when
 * this process dies.
 * @throws Error with the server's own words when it cannot start, for example because the directory is in use.
 */
export async function startEmbeddedMongo(options: EmbeddedMongoOptions): Promise<EmbeddedMongo> {
  const child = spawn(process.execPath, [await compiledMain(), ...argumentsOf(options)], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // The parent's debugger flags would make the child fight for its port.
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-4000);
    process.stderr.write(text);
  });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const uri = await Promise.race([
    once(child, 'message').then(([message]) => (message as { uri: string }).uri),
    exited.then((code) => {
      throw new Error(words.trim() || `the embedded database ended with code ${code}`);
    }),
  ]);
  void exited.then((code) => options.onExit?.(code));
  // A program that has finished may exit without stopping the server first; it notices.
  child.unref();
  child.channel?.unref();
  (child.stderr as unknown as { unref?: () => void } | null)?.unref?.();
  return {
    uri,
    pid: child.pid as number,
    stop: async () => {
      child.ref();
      child.kill('SIGTERM');
      await exited;
    },
    kill: () => {
      child.kill('SIGKILL');
    },
  };
}

function argumentsOf({ dir, port, socket, ttlSweepMs, testCommands }: EmbeddedMongoOptions): string[] {
  return [
    ...['--dir', dir],
    ...(socket ? ['--socket', socket] : ['--port', String(port ?? 0)]),
    ...(ttlSweepMs === undefined ? [] : ['--ttl-sweep-ms', String(ttlSweepMs)]),
    ...(testCommands ? ['--test-commands'] : []),
  ];
}
