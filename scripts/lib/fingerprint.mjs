import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './paths.mjs';

const NOT_SOURCES = new Set(['node_modules', '.next', 'dist', 'test', 'testing']);
const IS_TEST = /\.spec\.tsx?$/;
const IS_MADE_BY_BUILD = /^next-env\.d\.ts$|\.tsbuildinfo$/;

/**
 * A digest of everything a build reads. Contents, not times: a fresh clone, a switched branch and a copied folder all
 * have new times and often the same contents.
 * @param {string[]} inputs files and folders, relative to `root`; those that do not exist count as empty
 */
export function fingerprint(inputs, root = ROOT) {
  const digest = createHash('sha256').update(process.versions.node.split('.')[0]);
  for (const file of inputs.flatMap((input) => listFiles(root, input)).sort()) {
    digest.update(`\0${file}\0`).update(readFileSync(path.join(root, file)));
  }
  return digest.digest('hex');
}

function listFiles(root, input) {
  const stat = statSync(path.join(root, input), { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return [input];
  return readdirSync(path.join(root, input), { withFileTypes: true })
    .filter((entry) => isSource(entry.name))
    .flatMap((entry) => listFiles(root, path.posix.join(input, entry.name)));
}

const isSource = (name) => !NOT_SOURCES.has(name) && !IS_TEST.test(name) && !IS_MADE_BY_BUILD.test(name);
