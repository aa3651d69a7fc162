// What the benches have in common: a place of their own on disk, and numbers and parts among their options.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { makeDataDir } from '../lib/data-dir.mjs';
import { say } from '../lib/installation.mjs';
import { Problem } from '../lib/problem.mjs';
import { Supervisor } from '../lib/supervisor.mjs';

/** Runs `measure(launch, dataDir)` with a data folder that is gone afterwards, as is all that it launched. Answers the exit code. */
export async function measureOnce(measure) {
  const dataDir = makeDataDir(mkdtempSync(path.join(os.tmpdir(), 'parley-bench-')));
  const supervisor = new Supervisor({ say });
  const code = await supervisor.run(async (launch) => {
    await measure(launch, dataDir);
    supervisor.end(0);
  });
  rmSync(dataDir, { recursive: true, force: true });
  return code;
}

export function readCount(name, text, max) {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0 && count <= max) return count;
  throw new Problem(`--${name} must be a whole number from 1 to ${max}.`);
}

/** What `--parts` names, or all. */
export function readParts(text, known) {
  const parts = text?.split(',') ?? known;
  const unknown = parts.find((part) => !known.includes(part));
  if (unknown === undefined) return parts;
  throw new Problem(`--parts knows ${known.join(', ')}, not ${unknown}.`);
}
