import type { PresenceDto } from '@app/contracts';
import type { Store } from '../core/store';

/** Who is online, of those watched. */
export interface PresenceStoreState {
  /** Only people being watched; absent means unknown. */
  byUserId: Readonly<Record<string, PresenceDto>>;
}

/** Other people's presence, live while watched. */
export interface PresenceStore extends Store<PresenceStoreState> {
  /** Asks for these people's presence while they are on screen; registrations add up. Returns the function that ends this one. */
  watch(userIds: readonly string[]): () => void;
}
