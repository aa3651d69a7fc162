const { writeFileSync } = require('node:fs');

/** Writes the run's totals to TEST_COUNTS_FILE, for `scripts/test.mjs` to add up. */
module.exports = class CountReporter {
  onRunComplete(_contexts, results) {
    const counts = {
      passed: results.numPassedTests,
      // A spec file that cannot even be loaded has no tests of its own to fail.
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
    };
    writeFileSync(process.env.TEST_COUNTS_FILE, JSON.stringify(counts));
  }
};
