import type { ClientToServerEvents } from '@app/contracts';

/** What a visitor without an account needs for the conversation about their own tickets; they are members of nothing else. */
const FOR_GUESTS: ReadonlySet<string> = new Set<keyof ClientToServerEvents>([
  'sendMessage',
  'editMessage',
  'deleteMessage',
  'reactToMessage',
  'markRead',
  'markDelivered',
  'syncChat',
  'syncInbox',
  'typing',
  'openChat',
  'closeChat',
  'watchPresence',
  'setActivity',
  'refreshAuth',
]);

/** False for every command that is not named here, new ones included. */
export function isForGuests(command: string): boolean {
  return FOR_GUESTS.has(command);
}
