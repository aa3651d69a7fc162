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
    for (const name of flaky(results)) process.stderr.write(`passed only when tried again: ${name}\n`);
    writeFileSync(process.env.TEST_COUNTS_FILE, JSON.stringify(counts));
  }
};

/** Tests that a retry has saved: a fault of the test or of the product that somebody should look for. */
function flaky({ testResults }) {
  return testResults.flatMap((file) =>
    file.testResults
      .filter(({ status, invocations }) => status === 'passed' && invocations > 1)
      .map(({ fullName }) => fullName),
  );
}
