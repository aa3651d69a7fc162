// A fake Parley for the supervisor's spec: `fake-parley.mjs <logDir> <name>=<manner>...`.
import path from 'node:path';
import { startChild } from '../lib/child.mjs';
import { runMain } from '../lib/problem.mjs';
import { Supervisor } from '../lib/supervisor.mjs';

const [logDir, ...parts] = process.argv.slice(2);
const say = (text) => console.log(text);
const script = path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), 'fake-part.mjs');

function start(part) {
  const [name, manner] = part.split('=');
  const child = startChild({ name, args: [script, name, manner], env: process.env, logDir, onLine: say });
  void child.exited.then((reason) => say(`${name} is gone: ${reason}`));
  return { ...child, ready: child.message('ready') };
}

await runMain(() =>
  new Supervisor({ say, graceMs: 300 }).run(async (launch) => {
    for (const part of parts) await launch(() => start(part));
    say('ALL READY');
  }),
);
