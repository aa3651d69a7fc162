import { pagePolicy } from './page-policy';

describe('pagePolicy', () => {
  it('lets scripts run by nonce only and nobody frame the page', () => {
    const policy = pagePolicy('abc', 'localhost:3000', false);
    expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("connect-src 'self' ws://localhost:3000 wss://localhost:3000");
    expect(policy).not.toContain('unsafe-eval');
  });

  it('lets sounds play that were just recorded, and workers be our own only', () => {
    const policy = pagePolicy('abc', 'localhost:3000', false);
    expect(policy).toContain("media-src 'self' blob:;");
    expect(policy).toContain("worker-src 'self';");
  });

  it('takes no policy from a forged host', () => {
    expect(pagePolicy('abc', "x; script-src 'unsafe-inline'", false)).toContain("connect-src 'self';");
  });
});
