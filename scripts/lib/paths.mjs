import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder; every script works the same from any current directory. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** An absolute path inside the repository. */
export const inRoot = (...parts) => path.join(ROOT, ...parts);

export const API_MAIN = inRoot('dist/apps/api/src/main.js');
export const RECONCILE_MAIN = inRoot('dist/apps/api/src/reconcile.js');
export const EMBEDDED_MONGO = inRoot('dist/libs/embedded-mongo/src/index.js');
export const EMBEDDED_MONGO_MAIN = inRoot('dist/libs/embedded-mongo/src/main.js');
export const NEST_CLI = inRoot('node_modules/@nestjs/cli/bin/nest.js');
export const TSC_CLI = inRoot('node_modules/typescript/bin/tsc');
export const NEXT_CLI = inRoot('node_modules/next/dist/bin/next');
export const JEST_CLI = inRoot('node_modules/jest/bin/jest.js');
export const WEB_DIR = inRoot('apps/web');
