// npm run reconcile [-- --restored]: looks at everything that is derived from messages, prints every difference and repairs
// it. Exit codes: 0 nothing found, 1 something found. On the database that MONGODB_URI names, else on the data folder's own,
// whether Parley runs or not. --restored, while Parley is stopped: an older copy was put in place, so that clients must forget
// what they know of its future.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { buildStale, TARGETS } from './lib/builder.mjs';
import { claimDataDir, makeDataDir, socketIn } from './lib/data-dir.mjs';
import { readOptions } from './lib/options.mjs';
import { startDatabase } from './lib/part.mjs';
import { RECONCILE_MAIN } from './lib/paths.mjs';
import { Problem, runMain } from './lib/problem.mjs';
import { requireInstalled, requireNode } from './lib/requirement.mjs';
import { loadSecrets } from './lib/secret.mjs';
import { loadEnvFile, readSettings } from './lib/setting.mjs';

await runMain(async () => {
  requireNode();
  requireInstalled();
  const values = readOptions({ restored: { type: 'boolean', default: false } });
  loadEnvFile();
  const settings = readSettings();
  const dataDir = makeDataDir(settings.dataDir);
  await buildStale([TARGETS.api], { say: console.error });
  const database = await openDatabase(settings, dataDir);
  try {
    return await reconcile(database.uri, settings, dataDir, values.restored ? ['--restored'] : []);
  } finally {
    database.close();
  }
});

/** The database of a Parley that runs is shared with it; otherwise it is started for as long as this takes. */
async function openDatabase({ mongoUri, publicUrl }, dataDir) {
  if (mongoUri) return { uri: mongoUri, close: () => undefined };
  const socket = socketIn(path.join(dataDir, 'db'), 'mongo.sock');
  if (socket && existsSync(socket) && (await isAnswering(socket))) {
    return { uri: `mongodb://${encodeURIComponent(socket)}/?directConnection=true`, close: () => undefined };
  }
  const claim = await claimDataDir(dataDir, publicUrl);
  const database = startDatabase({ dataDir });
  const { uri } = await database.ready;
  return {
    uri,
    close: () => {
      database.stop();
      claim.release();
    },
  };
}

function isAnswering(socket) {
  return new Promise((resolve) => {
    const connection = connect(socket);
    connection.once('connect', () => {
      connection.destroy();
      resolve(true);
    });
    connection.once('error', () => resolve(false));
  });
}

function reconcile(mongoUri, { jwtSecret, publicUrl, demo }, dataDir, args) {
  const child = spawn(process.execPath, ['--enable-source-maps', RECONCILE_MAIN, ...args], {
    stdio: 'inherit',
    env: {
      ...process.env,
      MONGODB_URI: mongoUri,
      JWT_SECRET: jwtSecret ?? loadSecrets(dataDir).jwtSecret,
      PUBLIC_URL: publicUrl,
      DATA_DIR: dataDir,
      DEMO: demo,
      LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
    },
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => (code === null ? reject(new Problem('Reconcile was stopped.')) : resolve(code)));
  });
}
