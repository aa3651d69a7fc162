'use client';

export {
  useBell,
  useChat,
  useChats,
  useConnection,
  useMessages,
  useOpenChat,
  usePresence,
  useTicket,
  useTickets,
  useTyping,
} from './hooks';
export { ParleyProvider, useParley } from './parley-provider';
export { isShallowEqual, useStore } from './use-store';
