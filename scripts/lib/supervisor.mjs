import { Problem } from './problem.mjs';

const GRACE_MS = 5_000;

/**
 * Runs the parts of Parley together: started one after the other, stopped in reverse order, and all of them when one
 * ends unexpectedly.
 */
export class Supervisor {
  #services = [];
  #isEnding = false;
  #settle;
  #ended = new Promise((resolve) => {
    this.#settle = resolve;
  });

  /** @param {{ say: (text: string) => void, graceMs?: number }} options `graceMs`: from SIGTERM to SIGKILL */
  constructor({ say, graceMs = GRACE_MS }) {
    this.say = say;
    this.graceMs = graceMs;
  }

  /**
   * Calls `begin`, then waits for a signal or for a part to end, stops every part and answers the exit code.
   * @param {(launch: (start: () => import('./child.mjs').Service) => Promise<any>) => Promise<void>} begin `launch`
   *   starts a part and answers what its `ready` answers
   */
  async run(begin) {
    this.#listenForSignals();
    begin((start) => this.#launch(start)).catch((error) => this.#fail(error));
    const code = await this.#ended;
    if (this.#services.length > 0) this.say('Stopping ... (Ctrl-C again to force)');
    for (const service of this.#services.toReversed()) await this.#stop(service);
    return code;
  }

  /** For ever pending once the run is ending, so that `begin` goes no further. */
  async #launch(start) {
    if (this.#isEnding) return new Promise(() => {});
    const service = start();
    this.#services.push(service);
    void service.exited.then((reason) => this.#lose(service, reason));
    return service.ready;
  }

  #listenForSignals() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => (this.#isEnding ? this.#force() : this.end(0)));
    }
  }

  /** Ends the run: every part is stopped, then `run` answers the code. */
  end(code) {
    this.#isEnding = true;
    this.#settle(code);
  }

  #lose(service, reason) {
    this.#services = this.#services.filter((other) => other !== service);
    if (this.#isEnding) return;
    const tail = service.tail().map((line) => `    ${line}\n`);
    const lastWords = tail.length > 0 ? ` It last wrote:\n${tail.join('')}` : '';
    this.say(`The ${service.name} ended unexpectedly (${reason}).${lastWords}`);
    this.end(1);
  }

  #fail(error) {
    if (this.#isEnding) return;
    this.say(error instanceof Problem ? error.message : (error.stack ?? String(error)));
    this.end(1);
  }

  async #stop(service) {
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
