import path from 'node:path';
import type { NextConfig } from 'next';

const root = path.resolve(__dirname, '../..');

/** The page policy with its nonce is set per request in `src/proxy.ts`; these hold for assets and errors as well. */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  // Voice notes and calls use them; a frame of another origin would not get them.
  {
    key: 'Permissions-Policy',
    value: 'camera=(self), microphone=(self), display-capture=(self), geolocation=(), browsing-topics=()',
  },
];

const config: NextConfig = {
  turbopack: {
    root,
    // All that the next-intl plugin would do; it looks for the file from the working directory, which is the repository's.
    resolveAlias: {
      'next-intl/config': './src/i18n/request.ts',
      // Texts are parsed while building: the browser only fills them in, and needs no parser of 9 KB.
      'use-intl/format-message': 'use-intl/format-message/format-only',
      // For browsers of before 2022, which could not run this app anyway.
      '../build/polyfills/polyfill-module': './src/app/no-polyfill.ts',
      // Every page would bring Next's own error page along, beside the app's.
      './builtin/global-error': './src/app/global-error.tsx',
      '../components/builtin/global-error': './src/app/global-error.tsx',
    },
    rules: {
      '*.mjs': {
        condition: { path: /lucide-react\/dist\/esm\/icons\/[\w-]+\.mjs$/ },
        loaders: [path.join(root, 'scripts/lib/icon-loader.cjs')],
      },
      '*.json': {
        condition: { path: /apps\/web\/messages\/\w+\.json$/ },
        loaders: [
          { loader: 'next-intl/extractor/catalogLoader', options: { messages: { format: 'json', precompile: true } } },
        ],
        as: '*.js',
      },
    },
  },
  // A page of ours is its address and nothing more, so one that was seen opens again without asking the server.
  experimental: { staleTimes: { dynamic: 300 } },
  outputFileTracingRoot: root,
  // The container image asks for it; `next start` warns about it.
  output: process.env.NEXT_OUTPUT === 'standalone' ? 'standalone' : undefined,
  // Without it Next redirects `/api/socket.io/` and every socket.io client fails.
  skipTrailingSlashRedirect: true,
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  headers: async () => [{ source: '/:path*', headers: securityHeaders }],
};

export default config;
