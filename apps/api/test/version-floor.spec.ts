import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Releases below these have holes that were published. */
const FLOORS: Record<string, string> = {
  next: '16.3.8',
  react: '19.2.6',
  'engine.io': '6.6.10',
  'socket.io-parser': '4.2.7',
  ws: '8.21.0',
  multer: '2.4.0',
  mongoose: '9.9.2',
  jws: '4.0.1',
  jsonwebtoken: '9.0.3',
};

interface LockFile {
  packages: Record<string, { version?: string; resolved?: string }>;
}

const lock = JSON.parse(readFileSync(join(__dirname, '../../../package-lock.json'), 'utf8')) as LockFile;

const numbers = (version: string) => version.split('.').map((part) => Number.parseInt(part, 10));

function isAtLeast(version: string, floor: string): boolean {
  const [have, need] = [numbers(version), numbers(floor)];
  for (let i = 0; i < 3; i++) {
    if (have[i] !== need[i]) return (have[i] ?? 0) > (need[i] ?? 0);
  }
  return true;
}

describe('package-lock.json', () => {
  it.each(Object.entries(FLOORS))('has no %s below %s', (name, floor) => {
    const versions = Object.entries(lock.packages)
      .filter(([path]) => path.endsWith(`node_modules/${name}`))
      .map(([, { version }]) => version ?? '');
    expect(versions.length).toBeGreaterThan(0);
    for (const version of versions)
      expect({ version, isSafe: isAtLeast(version, floor) }).toEqual({ version, isSafe: true });
  });

  it('names no registry', () => {
    expect(Object.values(lock.packages).filter(({ resolved }) => resolved)).toEqual([]);
  });
});
