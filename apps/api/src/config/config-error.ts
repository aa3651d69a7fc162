/** A variable that cannot be used. The boot prints it and exits with 78 (EX_CONFIG). */
export class ConfigError extends Error {
  constructor(
    readonly variable: string,
    problem: string,
  ) {
    super(`${variable} ${problem}`);
  }
}
