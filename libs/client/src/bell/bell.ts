import type { NotificationCountsDto, NotificationDto, NotificationFilter, NotificationType } from '@app/contracts';
import type { ParleyError } from '../core/error';
import type { Store } from '../core/store';

/** The bell as it is shown. */
export interface BellState {
  /** Personal rows and broadcasts together, latest change first. */
  rows: readonly NotificationDto[];
  /** The badge shows `unseen`. */
  counts: NotificationCountsDto;
  filter: NotificationFilter;
  /** Only rows of this type; null: all. */
  type: NotificationType | null;
  isLoaded: boolean;
  isLoading: boolean;
  hasMore: boolean;
  error: ParleyError | null;
}

/** The notification bell, live. Loading methods never throw: failures are in `error`. */
export interface BellStore extends Store<BellState> {
  load(): Promise<void>;
  loadMore(): Promise<void>;
  setFilter(filter: NotificationFilter, type?: NotificationType | null): Promise<void>;
  /** The panel was opened: loads the rows and marks all seen. */
  open(): Promise<void>;
  /** Throws `ParleyError`. */
  markRead(notificationId: string): Promise<void>;
  /** Throws `ParleyError`. */
  markAllRead(): Promise<void>;
  /** Out of the bell, or back. Throws `ParleyError`: CONFLICT when a newer row has taken its place. */
  setArchived(notificationId: string, isArchived: boolean): Promise<void>;
  /** Out of the bell until then (ISO 8601); null brings it back. Throws `ParleyError`. */
  snooze(notificationId: string, until: string | null): Promise<void>;
}
