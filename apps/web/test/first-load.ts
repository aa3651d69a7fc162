import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const BUILD = path.resolve(__dirname, '../.next');

/** What the build writes about the client code of one page. */
interface PageManifest {
  entryJSFiles?: Record<string, string[]>;
}

const read = (file: string) => readFileSync(path.join(BUILD, file), 'utf8');

/** The framework, and what every layout, boundary and the page itself need before they are awake. */
function filesOf(page: string): string[] {
  const { rootMainFiles } = JSON.parse(read('build-manifest.json')) as { rootMainFiles: string[] };
  // A script that assigns one JSON value to a name of its own.
  const script = read(`server/app${page}_client-reference-manifest.js`);
  const manifest = JSON.parse(script.slice(script.indexOf('] = ') + 4).replace(/;\s*$/, '')) as PageManifest;
  return [...new Set([...rootMainFiles, ...Object.values(manifest.entryJSFiles ?? {}).flat()])];
}

/**
 * Bytes of JavaScript, compressed, that the page asks for with its HTML, largest file first; what it loads later, when
 * it is awake or at somebody's first click, is not among them. `page` is the file in `app`, such as `/(app)/chats/page`.
 */
export function firstLoadOf(page: string): { total: number; files: [string, number][] } {
  const files = filesOf(page)
    .map((file): [string, number] => [file, gzipSync(readFileSync(path.join(BUILD, file))).length])
    .sort(([, one], [, other]) => other - one);
  return { total: files.reduce((sum, [, bytes]) => sum + bytes, 0), files };
}
