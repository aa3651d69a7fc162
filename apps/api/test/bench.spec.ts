import { endAll, startNode } from '../../../scripts/testing/node-process';

const LIMIT_MS = 120_000;

/** The short form of `npm run bench`: its table is printed for who reads the log, and no time in it is judged. */
describe('npm run bench', () => {
  afterEach(endAll);

  it(
    'loses and doubles nothing, at a rate and with as much as the server takes, beside a bare relay',
    async () => {
      const plan = ['--pairs=5', '--rate=20', '--seconds=1', '--warm-up=1', '--processes=1'];
      const { code, output } = await startNode(['bench.mjs', ...plan]).ended;
      process.stdout.write(output);
      expect(output).toContain('In the database: 0 acknowledged messages lost, 0 stored twice.');
      expect(output).toMatch(/1 process, as many as it takes .*\d/);
      expect(code).toBe(0);
    },
    LIMIT_MS,
  );
});
