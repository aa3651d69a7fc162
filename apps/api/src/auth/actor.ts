import type { Role } from '@app/contracts';

/** Who acts, as the token proved it. Nothing a client sends in a payload can change it. */
export interface Actor {
  id: string;
  role: Role;
  sessionId: string;
  /** Came without an account: their own tickets and nothing else. */
  isGuest?: boolean;
}

/** What happens by itself: by a rule of the desk, or by time. It has no account. */
export const HOUSE: Actor = { id: '', role: 'admin', sessionId: '' };

/** Agents and admins. */
export function isStaff(actor: { role: Role }): boolean {
  return actor.role !== 'user';
}
