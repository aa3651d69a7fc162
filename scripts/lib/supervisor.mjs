import { Problem } from './problem.mjs';

const GRACE_MS = 5_000;

/**
 * Runs the parts of Parley together: started one after the other, stopped in reverse order, and all of them when one
 * ends unexpectedly.
 */
export class Supervisor {
  #services = [];
  #isStopping = false;
  #endRun;
  #runEnded = new Promise((resolve) => {
    this.#endRun = resolve;
  });

  /** @param {{ say: (text: string) => void, graceMs?: number }} options `graceMs`: from SIGTERM to SIGKILL */
  constructor({ say, graceMs = GRACE_MS }) {
    this.say = say;
    this.graceMs = graceMs;
  }

  /**
   * Calls `begin`, then waits for a signal or for a part to end, stops every part and answers the exit code.
   * @param {(launch: <T extends import('./child.mjs').Service>(service: T) => Promise<T>) => Promise<void>} begin
   */
  async run(begin) {
    this.#listenForSignals();
    const begun = begin((service) => this.#launch(service)).then(
      () => this.#runEnded,
      (error) => this.#fail(error),
    );
    const code = await Promise.race([begun, this.#runEnded]);
    await this.#stopAll();
    return code;
  }

  /** Waits until the part is ready. A part that ends earlier ends the run, and this promise then stays pending. */
  async #launch(service) {
    if (this.#isStopping) return new Promise(() => {});
    this.#services.push(service);
    service.exited.then((reason) => this.#lose(service, reason));
    await Promise.race([service.ready, service.exited.then(() => new Promise(() => {}))]);
    return service;
  }

  #listenForSignals() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => {
        if (this.#isStopping) return this.#force();
        this.#endRun(0);
      });
    }
  }

  #lose(service, reason) {
    this.#services = this.#services.filter((other) => other !== service);
    if (this.#isStopping) return;
    const tail = service.tail().map((line) => `    ${line}\n`);
    this.say(`The ${service.name} ended unexpectedly (${reason}).${tail.length ? ` It last wrote:\n${tail.join('')}` : ''}`);
    this.#endRun(1);
  }

  #fail(error) {
    this.say(error instanceof Problem ? error.message : (error.stack ?? String(error)));
    return error instanceof Problem ? error.exitCode : 1;
  }

  async #stopAll() {
    this.#isStopping = true;
    if (this.#services.length > 0) this.say('Stopping. Press Ctrl-C again to force.');
    for (const service of this.#services.toReversed()) await this.#stopOne(service);
  }

  async #stopOne(service) {
    service.stop();
    const timer = setTimeout(() => {
      this.say(`The ${service.name} did not stop in ${this.graceMs / 1000} s; ending it.`);
      service.kill();
    }, this.graceMs);
    await service.exited;
    clearTimeout(timer);
  }

  #force() {
    for (const service of this.#services) service.kill();
    process.exit(130);
  }
}
