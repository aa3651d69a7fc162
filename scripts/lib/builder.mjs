import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fingerprint } from './fingerprint.mjs';
import { API_MAIN, EMBEDDED_MONGO, inRoot, NEST_CLI, NEXT_CLI, ROOT, TSC_CLI, WEB_DIR } from './paths.mjs';
import { Problem } from './problem.mjs';

const OUTPUT_MAX_LINES = 40;
const SHARED_INPUTS = ['libs/contracts', 'package-lock.json', 'tsconfig.json'];

/**
 * A part that can be built. The stamp lies inside the output, so that deleting the output deletes it too.
 * @typedef {object} BuildTarget
 * @property {string} title
 * @property {string[]} inputs what the build reads
 * @property {string[]} outputs what must be there afterwards
 * @property {string} stamp
 * @property {string[]} command arguments of `node`
 */

/** @type {Record<'api' | 'database' | 'web', BuildTarget>} */
export const TARGETS = {
  api: {
    title: 'API and embedded database',
    inputs: ['apps/api', 'libs/embedded-mongo', 'nest-cli.json', ...SHARED_INPUTS],
    outputs: [API_MAIN, EMBEDDED_MONGO],
    stamp: inRoot('dist/.parley-build'),
    command: [NEST_CLI, 'build', 'api'],
  },
  /** The database without the API, for those who want only that. */
  database: {
    title: 'embedded database',
    inputs: ['libs/embedded-mongo', 'package-lock.json', 'tsconfig.json'],
    outputs: [EMBEDDED_MONGO],
    stamp: inRoot('dist/libs/embedded-mongo/.parley-build'),
    command: [TSC_CLI, '--project', 'libs/embedded-mongo/tsconfig.lib.json'],
  },
  web: {
    title: 'web app',
    inputs: ['apps/web', 'libs/client', ...SHARED_INPUTS],
    outputs: [path.join(WEB_DIR, '.next/BUILD_ID')],
    stamp: path.join(WEB_DIR, '.next/.parley-build'),
    command: [NEXT_CLI, 'build', 'apps/web'],
  },
};

/** True when the outputs are there and were built from these very sources. */
export function isFresh(target) {
  return target.outputs.every((file) => existsSync(file)) && readStamp(target.stamp) === fingerprint(target.inputs);
}

/**
 * Builds the targets that are missing or stale, at the same time.
 * @param {BuildTarget[]} targets
 * @param {{ say?: (text: string) => void, isForced?: boolean }} [options]
 */
export async function buildStale(targets, { say = console.log, isForced = false } = {}) {
  const stale = targets.filter((target) => isForced || !isFresh(target));
  const results = await Promise.allSettled(stale.map((target) => build(target, say)));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

async function build(target, say) {
  const startedAt = Date.now();
  const digest = fingerprint(target.inputs);
  say(`Building the ${target.title} ...`);
  rmSync(target.stamp, { force: true });
  const { code, output } = await runNode(target.command);
  const missing = target.outputs.filter((file) => !existsSync(file));
  if (code !== 0 || missing.length > 0) throw new Problem(describeFailure(target, code, output, missing));
  mkdirSync(path.dirname(target.stamp), { recursive: true });
  writeFileSync(target.stamp, digest);
  say(`Built the ${target.title} in ${((Date.now() - startedAt) / 1000).toFixed(1)} s.`);
}

function runNode(args) {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
  });
  let output = '';
  const collect = (chunk) => {
    output += chunk;
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}

function describeFailure(target, code, output, missing) {
  const reason =
    code === 0 ? `it did not make ${missing.map((file) => path.relative(ROOT, file)).join(', ')}` : 'see below';
  return `Building the ${target.title} failed: ${reason}.\n\n${firstLines(output.trim())}`;
}

/** The first error is the one to mend; a hundred that follow from it would push it off the screen. */
function firstLines(output) {
  const lines = output.split('\n');
  const rest = lines.length - OUTPUT_MAX_LINES;
  return rest > 0 ? [...lines.slice(0, OUTPUT_MAX_LINES), `... and ${rest} lines more`].join('\n') : output;
}

function readStamp(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}
