import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inRoot, JEST_CLI, ROOT } from './paths.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * Runs jest and answers what it counted. A run that dies without a count is one failure.
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Counts>}
 */
export async function runJest(args, env, root = ROOT) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'parley-test-'));
  const countsFile = path.join(folder, 'counts.json');
  const reporters = ['--reporters=default', `--reporters=${inRoot('scripts/lib/count-reporter.cjs')}`];
  const child = spawn(process.execPath, [JEST_CLI, ...args, '--passWithNoTests', ...reporters], {
    cwd: root,
    stdio: 'inherit',
    env: { ...env, TEST_COUNTS_FILE: countsFile },
  });
  const code = await exitCode(child);
  const counts = readCounts(countsFile);
  rmSync(folder, { recursive: true });
  // Jest also fails for reasons that are no test: a coverage threshold, a leaked handle, a crash.
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** The spec files that a run with these arguments would execute. */
export async function listTestFiles(args, env, root = ROOT) {
  const child = spawn(process.execPath, [JEST_CLI, ...args, '--listTests', '--passWithNoTests'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env,
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  await exitCode(child);
  return output.split('\n').filter((line) => line.startsWith(path.sep));
}

/** @param {Counts[]} all */
export const addCounts = (all) => ({
  passed: sum(all, 'passed'),
  failed: sum(all, 'failed'),
  skipped: sum(all, 'skipped'),
});

/** The closing line that CI reads. */
export const closingLine = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

const sum = (all, key) => all.reduce((total, counts) => total + counts[key], 0);

function exitCode(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 0, skipped: 0 }; // jest ended before it could count; the exit code tells
  }
}
