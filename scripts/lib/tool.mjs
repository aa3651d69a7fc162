import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/**
 * Programs that some tests need and npm cannot install. A test learns of its tool by the variable, which is unset when
 * the tool is not there.
 */
export const TOOLS = [
  {
    variable: 'CHROMIUM_PATH',
    names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    tests: 'browser tests',
    hint: 'no Chromium found; install it (Debian: apt-get install chromium) or set CHROMIUM_PATH',
  },
  {
    variable: 'REDIS_SERVER_PATH',
    names: ['redis-server'],
    tests: 'Redis tests',
    hint: 'no redis-server found; install it (Debian: apt-get install redis-server) or set REDIS_SERVER_PATH',
  },
];

/** For what needs Redis outside of the tests. */
export const REDIS = TOOLS.find(({ variable }) => variable === 'REDIS_SERVER_PATH');

/** The tool's path: what its variable says, else the first of its names on the PATH; null when there is none. */
export function findTool({ variable, names }, env = process.env) {
  if (env[variable]) return isExecutable(env[variable]) ? env[variable] : null;
  const folders = (env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const candidates = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return candidates.find(isExecutable) ?? null;
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false; // not there, or not for us
  }
}
