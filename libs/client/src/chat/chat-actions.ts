import type { ChatDto, ChatPreferencesInput, MeDto } from '@app/contracts';
import type { Environment } from '../core/environment';
import type { ServerClock } from '../core/server-clock';
import type { Rest } from '../rest/rest';
import { flagsOnceSet } from './chat-flags';
import type { ChatActions } from './chat-list';

export interface ChatActionsDeps {
  rest: Rest;
  me: MeDto;
  env: Pick<Environment, 'uuid'>;
  serverClock: ServerClock;
  chat(chatId: string): ChatDto | undefined;
  /** Takes what the server answered. */
  put(chat: ChatDto): void;
  /** Shows something that the server has not said. */
  show(chat: ChatDto): void;
  /** Asks for what is true now; a chat that is not ours any more goes. */
  refetch(chatId: string): void;
}

/** What a person does with chats and groups. All of it throws `ParleyError` when the server refuses or cannot be reached. */
export function createChatActions(deps: ChatActionsDeps): ChatActions {
  const { rest, me, env, serverClock, chat, put, show, refetch } = deps;

  const taken = async (answer: Promise<ChatDto>): Promise<ChatDto> => {
    const told = await answer;
    put(told);
    return chat(told.id) ?? told;
  };

  const undo = (before: ChatDto, shown: Partial<ChatDto>) => {
    const now = chat(before.id);
    // Another device said something newer meanwhile: that stays.
    if (now?.infoRev !== before.infoRev) return;
    const flags = Object.keys(shown) as (keyof ChatDto)[];
    show({ ...now, ...Object.fromEntries(flags.map((flag) => [flag, before[flag]])) });
  };

  const removeMember = async (chatId: string, userId: string): Promise<void> => {
    const left = await rest.chats.removeMember(chatId, userId);
    if (left) put(left);
    else refetch(chatId);
  };

  return {
    create: (input) => taken(rest.chats.create(input)),
    openSupport: () => taken(rest.chats.create({ type: 'support' })),
    createGroup({ title, memberIds, clientChatId = env.uuid() }) {
      return taken(rest.chats.create({ type: 'group', title, memberIds, clientChatId }));
    },
    rename: (chatId, title) => taken(rest.chats.update(chatId, { title })),
    addMembers: (chatId, userIds) => taken(rest.chats.addMembers(chatId, { userIds })),
    setRole: (chatId, userId, role) => taken(rest.chats.updateMember(chatId, userId, { role })),
    removeMember,
    async setBlocked(userId, isBlocked) {
      for (const told of await rest.users.setBlocked(userId, isBlocked)) put(told);
    },
    leave: (chatId) => removeMember(chatId, me.id),
    async setPreferences(chatId: string, input: ChatPreferencesInput) {
      const before = chat(chatId);
      const shown = flagsOnceSet(input, serverClock.now());
      if (before) show({ ...before, ...shown });
      try {
        return await taken(rest.chats.setPreferences(chatId, input));
      } catch (error) {
        if (before) undo(before, shown);
        // A lost answer may have been a yes.
        refetch(chatId);
        throw error;
      }
    },
  };
}
