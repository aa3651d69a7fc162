const moduleNameMapper = {
  '^@app/contracts$': '<rootDir>/libs/contracts/src/index.ts',
  '^@app/client$': '<rootDir>/libs/client/src/index.ts',
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

const shared = { moduleNameMapper, transform, rootDir: __dirname };

/** @type {import('jest').Config} */
module.exports = {
  testTimeout: 30_000,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/libs/**/*.spec.ts', '<rootDir>/scripts/**/*.spec.ts'],
    },
    {
      ...shared,
      displayName: 'api',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/apps/api/src/**/*.spec.ts'],
    },
    {
      ...shared,
      displayName: 'web',
      testEnvironment: 'jsdom',
      // These are ES modules only, and jest on Node 20 has no require of them.
      transform: { ...transform, '^.+\\.js$': transform['^.+\\.tsx?$'] },
      transformIgnorePatterns: ['/node_modules/(?!(next-intl|use-intl|intl-messageformat|icu-minify|@formatjs)/)'],
      testMatch: ['<rootDir>/apps/web/src/**/*.spec.{ts,tsx}', '<rootDir>/libs/client/**/*.spec.tsx'],
    },
    {
      ...shared,
      displayName: 'e2e',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/apps/*/test/**/*.spec.ts'],
    },
  ],
};
