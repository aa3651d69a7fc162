import type { ClientToServerEvents, ServerToClientEvents } from '@app/contracts';
import type { Socket } from 'socket.io';
import type { Actor } from '../auth/actor';

/** What the server knows about a socket. The actor is the only source of identity for its commands. */
export interface SocketData {
  actor: Actor;
  /** Milliseconds since the epoch at which the token ends. */
  expiresAt: number;
  /** The end was announced by authExpiring. */
  isWarned: boolean;
  /** The chat this socket said it is typing in, so that a lost socket stops it. */
  typingIn: string | null;
  /** The call that this socket's tab is in, and what that tab is called. */
  call: { callId: string; deviceId: string } | null;
  /** Commands that are not acked yet. */
  running: number;
  /** People whose presence this socket asked for. */
  watched: string[];
}

export type ParleySocket = Socket<ClientToServerEvents, ServerToClientEvents, Record<string, never>, SocketData>;
