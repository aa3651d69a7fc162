import path from 'node:path';
import { claimDataDir, makeDataDir } from './data-dir.mjs';
import { presentLine } from './log-line.mjs';
import { requirePortFree } from './port.mjs';
import { requireInstalled, requireNode } from './requirement.mjs';
import { loadSecrets } from './secret.mjs';
import { loadEnvFile, readSettings } from './setting.mjs';

/**
 * This machine's Parley, checked and ready to be started: settings, data folder and what each part is given.
 * @typedef {object} Installation
 * @property {ReturnType<typeof readSettings>} settings
 * @property {string} dataDir
 * @property {(name: string) => { logDir: string, onLine: (line: string, stream: string) => void }} output of a part
 * @property {(mongoUri: string, port?: number) => NodeJS.ProcessEnv} apiEnv
 * @property {(apiPort: number) => NodeJS.ProcessEnv} webEnv Next chooses its own NODE_ENV by how it is started
 */

/**
 * Checks everything that can be checked before work begins, and claims the data folder.
 * @returns {Promise<Installation>}
 */
export async function openInstallation() {
  requireNode();
  requireInstalled();
  loadEnvFile();
  const settings = readSettings();
  await requirePortFree(settings.port, settings.host);
  const dataDir = makeDataDir(settings.dataDir);
  await claimDataDir(dataDir, settings.publicUrl);
  const secrets = loadSecrets(dataDir);
  return {
    settings,
    dataDir,
    output: outputOf(dataDir),
    apiEnv: (mongoUri, apiPort) => ({
      ...process.env,
      PORT: String(settings.port),
      // Only the web app is public; it passes /api on to this address.
      HOST: '127.0.0.1',
      API_PORT: String(apiPort ?? settings.apiPort),
      DATA_DIR: dataDir,
      MONGODB_URI: mongoUri,
      JWT_SECRET: settings.jwtSecret ?? secrets.jwtSecret,
      PUBLIC_URL: settings.publicUrl,
      DEMO: settings.demo,
    }),
    webEnv: (apiPort) => ({
      ...process.env,
      NODE_ENV: undefined,
      NEXT_TELEMETRY_DISABLED: '1',
      API_URL: `http://127.0.0.1:${apiPort}`,
    }),
  };
}

/** What the person reads once everything runs. */
export function greeting({ publicUrl, demo }) {
  const hint = demo === 'true' ? '\n  Demo marketplace: pick a person on the sign-in page, no password needed.' : '';
  return `\n  Parley runs at ${publicUrl}${hint}\n  Ctrl-C stops it.\n`;
}

export const say = (text) => console.log(text);

/** Where the parts of a data folder write: all of it to a log, what matters to the terminal. */
export const outputOf = (dataDir) => (name) => ({
  logDir: path.join(dataDir, 'logs'),
  onLine: (line, stream) => show(name, line, stream),
});

function show(name, line, stream) {
  const text = presentLine(line, stream);
  if (text !== null) console.error(`[${name}] ${text}`);
}
