import { existsSync } from 'node:fs';
import { inRoot } from './paths.mjs';
import { Problem } from './problem.mjs';

const NODE_MAJOR = 20;
const NODE_MINOR = 9;

/** Refuses a Node.js that the dependencies do not support. */
export function requireNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > NODE_MAJOR || (major === NODE_MAJOR && minor >= NODE_MINOR)) return;
  throw new Problem(`Parley needs Node.js ${NODE_MAJOR}.${NODE_MINOR} or newer; this is ${version}.`);
}

/** Refuses to go on when `npm ci` has not been run. npm writes the marker file at the end of an install. */
export function requireInstalled(marker = inRoot('node_modules/.package-lock.json')) {
  if (!existsSync(marker)) throw new Problem('The dependencies are not installed. Run: npm ci');
}
