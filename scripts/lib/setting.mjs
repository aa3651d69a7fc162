import { existsSync } from 'node:fs';
import path from 'node:path';
import { inRoot, ROOT } from './paths.mjs';
import { parsePort } from './port.mjs';
import { Problem } from './problem.mjs';

/** Adds what `.env` says to the environment; a variable that is already set wins. */
export function loadEnvFile(file = inRoot('.env')) {
  if (!existsSync(file)) return;
  if (!process.loadEnvFile)
    throw new Problem('Reading .env needs Node.js 20.12 or newer. Update Node.js, or remove .env.');
  process.loadEnvFile(file);
}

/**
 * What the start-up scripts themselves need from the environment; everything else is the API's to parse.
 * @param {NodeJS.ProcessEnv} env
 */
export function readSettings(env = process.env) {
  const port = parsePort(env.PORT || '3000');
  return {
    port,
    host: env.HOST || '127.0.0.1',
    dataDir: path.resolve(ROOT, env.DATA_DIR || 'data'),
    publicUrl: env.PUBLIC_URL || `http://localhost:${port}`,
    mongoUri: env.MONGODB_URI || null,
    jwtSecret: env.JWT_SECRET || null,
    demo: env.DEMO || (env.NODE_ENV === 'production' ? 'false' : 'true'),
    apiPort: env.API_PORT || '0',
  };
}
