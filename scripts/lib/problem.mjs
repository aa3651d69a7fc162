/** A fault the person at the terminal can mend: shown as its message alone, without a stack. */
export class Problem extends Error {
  /** @param {string} message what is wrong and what to do about it */
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/**
 * Runs a script's main function and ends the process with the exit code it returns (0 when it returns none).
 * @param {() => Promise<number | undefined>} main
 */
export async function runMain(main) {
  try {
    process.exit((await main()) ?? 0);
  } catch (error) {
    console.error(error instanceof Problem ? `\n${error.message}\n` : error);
    process.exit(error instanceof Problem ? error.exitCode : 1);
  }
}
