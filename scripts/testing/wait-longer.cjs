// A dialog is loaded when it is first opened, and jest compiles it then: on a slow machine longer than the second that
// Testing Library waits for what a test looks for.
const { configure } = require('@testing-library/react');

configure({ asyncUtilTimeout: 10_000 });
