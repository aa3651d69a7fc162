/// <reference lib="dom" />
import { systemClock } from './clock';
import type { Channel, HostSignals, Locks } from './environment';
import { createIndexedDbLeases } from './indexed-db-leases';
import { createLeaseLocks } from './lease-locks';

/** The same code runs in Node, where none of these globals exist (or only some). */
const page = globalThis as Partial<Pick<typeof globalThis, 'document' | 'navigator' | 'addEventListener'>> & {
  BroadcastChannel?: typeof BroadcastChannel;
};

const INPUT_EVENTS = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart'] as const;

/** Signals of the browser tab; in Node: always online and visible, and never an input. */
export const hostSignals: HostSignals = {
  isOnline: () => !page.document || page.navigator?.onLine !== false,
  isVisible: () => page.document?.visibilityState !== 'hidden',
  onChange(listener) {
    if (!page.document) return () => undefined;
    const stops = [
      ...(['online', 'offline', 'focus', 'pageshow'] as const).map((event) => on(window, event, listener)),
      on(document, 'visibilitychange', listener),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  },
  onInput(listener) {
    if (!page.document) return () => undefined;
    const stops = INPUT_EVENTS.map((event) => on(window, event, listener));
    return () => {
      for (const stop of stops) stop();
    };
  },
};

function on(target: EventTarget, event: string, listener: () => void): () => void {
  target.addEventListener(event, listener, { passive: true });
  return () => target.removeEventListener(event, listener);
}

/** Web Locks where the page has them (secure contexts only), else leases; in Node nobody competes. */
export const hostLocks: Locks = {
  hold(name, task, signal) {
    if (!page.document) return task();
    const locks = page.navigator?.locks;
    if (locks) return locks.request(name, signal ? { signal } : {}, () => task()) as ReturnType<typeof task>;
    return leaseLocks.hold(name, task, signal);
  },
};

const leaseLocks = /* @__PURE__ */ createLeaseLocks(systemClock, uuid, /* @__PURE__ */ createIndexedDbLeases());

/** In Node there are no other tabs, and a BroadcastChannel would keep the process alive. */
export function openHostChannel<T>(name: string, listener: (message: T) => void): Channel<T> {
  if (!page.document || !page.BroadcastChannel) return { post: () => undefined, close: () => undefined };
  const channel = new page.BroadcastChannel(name);
  channel.onmessage = (event: { data: unknown }) => listener(event.data as T);
  return { post: (message) => channel.postMessage(message), close: () => channel.close() };
}

/** A UUID v4; `crypto.randomUUID` exists in secure contexts only, and people try this on plain http in a LAN. */
export function uuid(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
