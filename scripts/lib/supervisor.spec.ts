import { mkdtempSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { endAll, isAlive, processGone, type RunningNode, startNode } from '../testing/node-process';

const logDir = mkdtempSync(path.join(os.tmpdir(), 'parley-supervisor-'));
const startParley = (...parts: string[]) => startNode(['testing/fake-parley.mjs', logDir, ...parts]);
const pidOf = (parley: RunningNode, name: string) =>
  Number(new RegExp(`${name} pid=(\\d+)`).exec(parley.output())?.[1]);

describe('Supervisor', () => {
  afterEach(endAll);

  it('stops the parts in reverse order at SIGTERM and exits with 0', async () => {
    const parley = startParley('database=polite', 'api=polite', 'web=polite');
    await parley.seen('ALL READY');
    parley.child.kill('SIGTERM');
    const { code, output } = await parley.ended;
    expect(code).toBe(0);
    expect(output.match(/\w+ is gone/g)).toEqual(['web is gone', 'api is gone', 'database is gone']);
  });

  it('starts a part only after the one before is ready', async () => {
    const parley = startParley('database=mute', 'api=polite');
    await parley.seen('database pid=');
    parley.child.kill('SIGINT');
    const { code, output } = await parley.ended;
    expect(code).toBe(0);
    expect(output).not.toContain('api pid=');
  });

  it('ends a part by force that does not stop in time', async () => {
    const parley = startParley('database=polite', 'api=stubborn');
    await parley.seen('ALL READY');
    parley.child.kill('SIGTERM');
    const { code, output } = await parley.ended;
    expect(code).toBe(0);
    expect(output).toContain('The api did not stop in 0.3 s');
    expect(output).toContain('api is gone: killed by SIGKILL');
    expect(output).toContain('database is gone: exit code 0');
  });

  it('stops a part that has no handler for signals', async () => {
    const parley = startParley('load=plain');
    await parley.seen('ALL READY');
    parley.child.kill('SIGTERM');
    expect((await parley.ended).output).not.toContain('did not stop');
  });

  it('ends everything at once at the second signal', async () => {
    const parley = startParley('database=stubborn', 'api=stubborn');
    await parley.seen('ALL READY');
    parley.child.kill('SIGINT');
    await parley.seen('api ignores SIGTERM');
    parley.child.kill('SIGINT');
    const { code, output } = await parley.ended;
    expect(code).toBe(130);
    await processGone(pidOf(parley, 'database'));
    expect(output).not.toContain('database ignores SIGTERM');
  });

  it('stops the rest and names the part that died, why, and what it last wrote', async () => {
    const parley = startParley('database=polite', 'api=dying', 'web=polite');
    const { code, output } = await parley.ended;
    expect(code).toBe(1);
    expect(output).toContain('The api ended unexpectedly (exit code 7)');
    expect(output).toContain('    api cannot find its teapot');
    expect(output).toContain('database is gone: exit code 0');
    expect(output).not.toContain('web pid=');
  });

  it('leaves no orphan when it is killed itself', async () => {
    const parley = startParley('database=polite', 'api=polite');
    await parley.seen('ALL READY');
    const pids = [pidOf(parley, 'database'), pidOf(parley, 'api')];
    expect(pids.every(isAlive)).toBe(true);
    parley.child.kill('SIGKILL');
    await Promise.all(pids.map(processGone));
  });

  it('keeps every line in the log of its part', async () => {
    const parley = startParley('chronicler=polite');
    await parley.seen('ALL READY');
    parley.child.kill('SIGTERM');
    await parley.ended;
    expect(readFileSync(path.join(logDir, 'chronicler.log'), 'utf8')).toContain('chronicler pid=');
  });
});
