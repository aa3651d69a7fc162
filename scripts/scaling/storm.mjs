import { percentile } from '../bench/figures.mjs';
import { randomFrom } from './random.mjs';

/**
 * Everybody lost the connection at once and comes back with full jitter: the n-th try after a random part of min(cap, base * 2^n). A try
 * takes `perConnect` of a server's time and is given up after `timeout`; a server that is full of tries refuses at once.
 * @returns {{ p50: number, p99: number, all: number, tries: number }} seconds until back; tries a client
 */
export function reconnectStorm({ clients, servers, perConnect, base, cap, timeout, downFor, seed }) {
  const random = randomFrom(seed);
  const wait = (n) => random() * Math.min(cap, base * 2 ** n);
  /** What is due: time and client, earliest first. */
  const due = new Heap();
  for (let client = 0; client < clients; client++) due.push({ at: wait(0), client, n: 0 });
  const free = new Float64Array(servers).fill(downFor);
  const back = [];
  let tries = 0;
  for (let next = due.pop(); next; next = due.pop()) {
    const { at, client, n } = next;
    tries++;
    const server = client % servers;
    const start = Math.max(at, free[server]);
    const isServed = at >= downFor && start + perConnect - at <= timeout;
    if (isServed) {
      free[server] = start + perConnect;
      back.push(free[server]);
    } else due.push({ at: at + wait(n + 1), client, n: n + 1 });
  }
  return { p50: percentile(back, 0.5), p99: percentile(back, 0.99), all: percentile(back, 1), tries: tries / clients };
}

/** A binary heap by `at`. */
class Heap {
  #items = [];

  push(item) {
    const items = this.#items;
    let at = items.push(item) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (items[parent].at <= item.at) break;
      items[at] = items[parent];
      at = parent;
    }
    items[at] = item;
  }

  pop() {
    const items = this.#items;
    const first = items[0];
    const last = items.pop();
    if (items.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && items[child + 1].at < items[child].at) child++;
      if (items[child].at >= last.at) break;
      items[at] = items[child];
      at = child;
    }
    items[at] = last;
    return first;
  }
}
