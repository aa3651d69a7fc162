// Loaded into a server by `--require`: after each full collection, what is left of the heap, as a line of the file that LIVE_HEAP_LOG names.
const { appendFile } = require('node:fs');
const { constants, PerformanceObserver } = require('node:perf_hooks');
const { getHeapSpaceStatistics } = require('node:v8');

new PerformanceObserver((list) => {
  if (!list.getEntries().some(({ detail }) => detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR)) return;
  // What is new has not been looked through for long.
  const settled = getHeapSpaceStatistics().filter(({ space_name: name }) => !name.startsWith('new_'));
  const bytes = settled.reduce((sum, { space_used_size: size }) => sum + size, 0);
  appendFile(process.env.LIVE_HEAP_LOG, `${JSON.stringify({ at: Date.now(), bytes })}\n`, () => undefined);
}).observe({ entryTypes: ['gc'] });
