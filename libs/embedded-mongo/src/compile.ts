import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';

/**
 * The compiled `main.js` to spawn. Next to compiled code it is the sibling; under a test runner, which runs the sources, a
 * plain node process cannot load them, so they are compiled once into a cache keyed by their content.
 */
export async function compiledMain(): Promise<string> {
  if (__filename.endsWith('.js')) return join(__dirname, 'main.js');
  const files = sources(__dirname);
  const hash = createHash('sha256');
  for (const file of files) hash.update(relative(__dirname, file)).update(readFileSync(file));
  const cache = join(modulesAbove(__dirname), '.cache', 'embedded-mongo');
  const target = join(cache, hash.digest('hex').slice(0, 16));
  if (!existsSync(target)) await compileInto(target, files);
  return join(target, 'main.js');
}

async function compileInto(target: string, files: string[]): Promise<void> {
  const { transformSync } = await import('@swc/core');
  mkdirSync(dirname(target), { recursive: true });
  // Several workers may compile at once: each writes a folder of its own, and the first rename wins.
  const temporary = mkdtempSync(`${target}-`);
  for (const file of files) {
    const { code } = transformSync(readFileSync(file, 'utf8'), {
      filename: file,
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'commonjs' },
      swcrc: false,
    });
    const output = join(temporary, relative(__dirname, file).replace(/\.ts$/, '.js'));
    mkdirSync(dirname(output), { recursive: true });
    writeFileSync(output, code);
  }
  try {
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { recursive: true });
    if (!existsSync(target)) throw error;
  }
}

function sources(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts') && !name.startsWith('testing'))
    .sort()
    .map((name) => join(dir, name));
}

function modulesAbove(dir: string): string {
  const modules = join(dir, 'node_modules');
  if (existsSync(modules)) return modules;
  if (dirname(dir) === dir) throw new Error('no node_modules folder above the sources');
  return modulesAbove(dirname(dir));
}
