import type { Store } from '../core/store';

/** Of this tab. */
export interface LeaderState {
  /** True in one tab of this person's browser: it sends the outbox, plays the sound and shows the system notification. */
  isLeader: boolean;
}

/** Which tab speaks for all. When it closes, another one takes over. */
export type LeaderStore = Store<LeaderState>;
