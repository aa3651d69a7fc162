import type { Role } from '@app/contracts';

/** Who acts, as the token proved it. Nothing a client sends in a payload can change it. */
export interface Actor {
  id: string;
  role: Role;
  sessionId: string;
}

/** Agents and admins. */
export function isStaff(actor: { role: Role }): boolean {
  return actor.role !== 'user';
}
