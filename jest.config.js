const moduleNameMapper = {
  // Says what it is only to `import`, which jest turns into `require`.
  '^file-type$': '<rootDir>/node_modules/file-type/index.js',
  '^@app/contracts$': '<rootDir>/libs/contracts/src/index.ts',
  '^@app/client$': '<rootDir>/libs/client/src/index.ts',
  '^@app/client/call$': '<rootDir>/libs/client/src/call/index.ts',
  '^@app/client/upload$': '<rootDir>/libs/client/src/upload/index.ts',
  '^@app/client/admin$': '<rootDir>/libs/client/src/admin/index.ts',
  '^@app/client/desk$': '<rootDir>/libs/client/src/desk/index.ts',
  '^@app/client/react$': '<rootDir>/libs/client/src/react/index.ts',
  '^@app/embedded-mongo$': '<rootDir>/libs/embedded-mongo/src/index.ts',
  '^@/(.*)$': '<rootDir>/apps/web/src/$1',
};

/** @swc/jest strips types without checking them; `npm run types` checks the specs too. */
const transform = {
  '^.+\\.tsx?$': [
    '@swc/jest',
    {
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', tsx: true, decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
        keepClassNames: true,
      },
      module: { type: 'commonjs' },
    },
  ],
};

/** These are ES modules only, and jest on Node 20 has no require of them. */
const esModules = (...names) => ({
  transform: { ...transform, '^.+\\.js$': transform['^.+\\.tsx?$'] },
  transformIgnorePatterns: [`/node_modules/(?!(${names.join('|')})/)`],
});
const forApi = esModules('file-type', 'strtok3', 'token-types', 'uint8array-extras', '@tokenizer', '@borewit');
const forWeb = esModules('next-intl', 'use-intl', 'intl-messageformat', 'icu-minify', '@formatjs');

const shared = { moduleNameMapper, transform, rootDir: __dirname };

/** @type {import('jest').Config} */
module.exports = {
  testTimeout: 90_000,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/libs/**/*.spec.ts', '<rootDir>/scripts/**/*.spec.ts'],
    },
    {
      ...shared,
      ...forApi,
      displayName: 'api',
      testEnvironment: 'node',
      setupFilesAfterEnv: ['<rootDir>/scripts/testing/retry-once.cjs'],
      testMatch: ['<rootDir>/apps/api/src/**/*.spec.ts'],
    },
    {
      ...shared,
      ...forWeb,
      displayName: 'web',
      testEnvironment: 'jsdom',
      setupFilesAfterEnv: ['wait-longer', 'retry-once'].map((name) => `<rootDir>/scripts/testing/${name}.cjs`),
      testMatch: ['<rootDir>/apps/web/src/**/*.spec.{ts,tsx}', '<rootDir>/libs/client/**/*.spec.tsx'],
    },
    {
      ...shared,
      ...forApi,
      displayName: 'e2e',
      testEnvironment: 'node',
      setupFilesAfterEnv: ['<rootDir>/scripts/testing/retry-once.cjs'],
      testMatch: ['<rootDir>/apps/*/test/**/*.spec.ts'],
    },
  ],
};
