/* global jest */
// Browsers, sockets and databases on a machine of unknown speed: a test that fails is tried once more. The reporter names those that
// passed only then.
jest.retryTimes(1, { logErrorsBeforeRetry: true });
