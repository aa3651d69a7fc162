import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { SECRET } from './api-node';
import type { World } from './world';

/** What `npm run reconcile` says of the run's database. */
export function runReconcile({ main, database, dir }: World, ...args: string[]): Promise<string> {
  const env = {
    PATH: process.env.PATH,
    MONGODB_URI: `mongodb://127.0.0.1:${database.port}/?directConnection=true`,
    JWT_SECRET: SECRET,
    LOG_LEVEL: 'error',
    DATA_DIR: dir,
    FILES_DIR: join(dir, 'files'),
    OUTBOX_DIR: join(dir, 'outbox'),
  };
  const program = join(dirname(main), 'reconcile.js');
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], { env }, (_error, stdout, stderr) =>
      resolve(`${stdout}${stderr}`.trim()),
    );
  });
}
