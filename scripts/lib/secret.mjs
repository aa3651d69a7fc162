import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Problem } from './problem.mjs';

const SECRET_BYTES = 48;

/**
 * The random secrets of this installation, made at the first start and kept in `<dataDir>/secrets.json` for its owner
 * alone. A damaged file is refused and never replaced: a new secret would sign everybody out without a word.
 * @returns {{ jwtSecret: string }}
 */
export function loadSecrets(dataDir) {
  const file = path.join(dataDir, 'secrets.json');
  const stored = readIfThere(file);
  if (stored === null) return create(file);
  chmodSync(file, 0o600);
  return parse(stored, file);
}

function create(file) {
  const secrets = { jwtSecret: randomBytes(SECRET_BYTES).toString('hex') };
  // Written beside and renamed: a kill in between leaves no half file.
  const draft = `${file}.new`;
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
  return secrets;
}

function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

function parse(text, file) {
  try {
    const secrets = JSON.parse(text);
    if (typeof secrets.jwtSecret === 'string') return secrets;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Problem(
    `${file} is damaged. Restore it from a backup, or delete it: everybody will have to sign in again.`,
  );
}
