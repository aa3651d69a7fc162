import { ParleyError } from '../core/error';
import type { Rest } from '../rest/rest';
import type { CommandInput, CommandName, CommandOutput } from './transport';

type Routes = { [C in CommandName]?: (input: CommandInput<C>) => Promise<CommandOutput<C>> };

/** The commands that have a REST twin, for networks that let no WebSocket through. */
export type RestCommands = <C extends CommandName>(command: C, input: CommandInput<C>) => Promise<CommandOutput<C>>;

/** Typing, focus, presence and delivery have none: they fail as on a lost connection, and who sends them expects that. */
export function createRestCommands({ chats, messages }: Rest): RestCommands {
  const routes: Routes = {
    sendMessage: ({ chatId, ...body }) => chats.send(chatId, body),
    editMessage: ({ messageId, ...body }) => messages.edit(messageId, body),
    deleteMessage: ({ messageId }) => messages.remove(messageId),
    reactToMessage: ({ messageId, emoji, isOn }) => messages.react(messageId, emoji, isOn),
    markRead: ({ chatId, seq }) => chats.read(chatId, seq),
    syncChat: ({ chatId, sinceRev, epoch }) => chats.changes(chatId, { sinceRev, epoch }),
    syncInbox: (input) => chats.sync(input),
  };
  return (command, input) => {
    const route = routes[command];
    return route
      ? route(input)
      : Promise.reject(new ParleyError({ code: 'NETWORK', message: `${command} needs a socket` }));
  };
}
