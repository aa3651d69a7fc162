'use client';

export {
  type ChatPreferences,
  type Group,
  useBell,
  useCalls,
  useChat,
  useChatPreferences,
  useChats,
  useConnection,
  useDraft,
  useGroup,
  useLeader,
  useMessageSearch,
  useMessages,
  useOffers,
  useOpenChat,
  useOutbox,
  usePresence,
  useTicket,
  useTickets,
  useTyping,
  useUpload,
} from './hooks';
export { ParleyProvider, useParley } from './parley-provider';
export { isShallowEqual, useStore } from './use-store';
