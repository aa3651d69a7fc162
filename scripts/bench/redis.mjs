// A Redis of the bench's own, in memory, on a free port of this machine; ends with the bench.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

const [program] = process.argv.slice(2);
const probe = createServer().listen(0, '127.0.0.1');
await once(probe, 'listening');
const { port } = probe.address();
probe.close();
await once(probe, 'close');

const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
const redis = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
redis.once('exit', (code) => process.exit(code ?? 1));
process.on('SIGTERM', () => redis.kill());
redis.stdout.on('data', (text) => {
  if (!text.includes('Ready to accept connections')) return;
  process.send({ type: 'ready', url: `redis://127.0.0.1:${port}`, pid: redis.pid });
});
