/**
 * - `connecting`: the first connection, or a lost one, is being made for the first time.
 * - `online`: connected and heard from.
 * - `fallback`: no WebSocket comes through, but REST does: everything works, a few seconds late, without typing and presence.
 * - `offline`: the browser says so, an attempt failed, or an acknowledgement is missing; attempts go on for ever.
 * - `signedOut`: the session ended and could not be refreshed; show the sign-in page.
 */
export type ConnectionStatus = 'connecting' | 'online' | 'fallback' | 'offline' | 'signedOut';

/** Whether the server is reached, and how. */
export interface ConnectionState {
  status: ConnectionStatus;
  /** The server's database epoch; null before the first `ready`. */
  epoch: string | null;
  /** True while everything missed during the last disconnect has been fetched and merged. */
  isSynced: boolean;
}
