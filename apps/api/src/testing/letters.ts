import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestApp } from './test-app';

/** Every letter that no mail server took, with its parts decoded. */
export async function readLetters({ filesDir }: TestApp): Promise<string[]> {
  const dir = join(filesDir, 'outbox');
  const names = await readdir(dir).catch(() => []);
  const letters = names.filter((name) => name.endsWith('.eml'));
  return Promise.all(letters.map(async (name) => decoded(await readFile(join(dir, name), 'utf8'))));
}

function decoded(letter: string): string {
  const quoted = letter
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  const base64 = letter.match(/^[A-Za-z0-9+/=\r\n]{60,}$/gm) ?? [];
  return [quoted, ...base64.map((part) => Buffer.from(part, 'base64').toString())].join('\n');
}
