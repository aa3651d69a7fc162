// Lets Node load the repository's TypeScript as it is: the harness drives the real client library, which has no build of its own.
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { transformSync } = require('@swc/core');

const ROOT = path.resolve(__dirname, '../..');
const SOURCES = {
  '@app/contracts': 'libs/contracts/src/index.ts',
  '@app/client': 'libs/client/src/index.ts',
  '@app/client/upload': 'libs/client/src/upload/index.ts',
  '@app/embedded-mongo': 'libs/embedded-mongo/src/index.ts',
};

const resolveFilename = Module._resolveFilename;
Module._resolveFilename = (request, ...rest) =>
  SOURCES[request] ? path.join(ROOT, SOURCES[request]) : resolveFilename(request, ...rest);

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
    swcrc: false,
  });
  module._compile(code, filename);
};
