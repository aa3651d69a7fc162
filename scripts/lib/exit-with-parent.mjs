/**
 * Loaded into every child by `node --import`. It ends the child when its parent is gone, `kill -9` included (the system
 * closes the IPC channel then), and bounds how long a polite stop may take.
 */
const EXIT_WITHIN_MS = Number(process.env.EXIT_WITHIN_MS || 5_000);

if (process.send) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.once('SIGTERM', exitSoon);
}

function exitSoon() {
  // This very listener took the signal's default effect away from a program that has none of its own.
  if (process.listenerCount('SIGTERM') === 0) process.exit();
  setTimeout(() => process.exit(), EXIT_WITHIN_MS).unref();
}
