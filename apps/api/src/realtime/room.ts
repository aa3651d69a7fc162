/** Room names exist only here. Rooms are joined by the server, never by a name that a client sends. */
export const room = {
  /** Every tab and device of one person. */
  user: (userId: string) => `user:${userId}`,
  /** The one tab that talks in a call of this person's. */
  device: (userId: string, deviceId: string) => `device:${userId}:${deviceId}`,
  /** Sockets that have this chat on screen. */
  chat: (chatId: string) => `chat:${chatId}`,
  /** Sockets that have this person on screen. */
  presence: (userId: string) => `presence:${userId}`,
  /** The person who is watched in a room of `presence`; null for other rooms. */
  watchedIn: (name: string) => (name.startsWith('presence:') ? name.slice('presence:'.length) : null),
  /** Sockets of the staff that have this ticket on screen. */
  ticket: (ticketId: string) => `ticket:${ticketId}`,
  /** Agents and admins. */
  staff: 'staff',
} as const;
