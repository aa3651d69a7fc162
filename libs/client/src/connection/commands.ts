import { ParleyError } from '../core/error';
import type { Connection } from './connection';
import type { CommandInput, CommandName, CommandOutput } from './transport';

/** What stores need of the connection. */
export type Commands = Pick<Connection, 'request' | 'isReady'>;

/**
 * A best-effort command: typing, focus, presence, receipts. Undefined when it could not be done; whoever calls this has another
 * moment at which it is said again.
 */
export async function tell<C extends CommandName>(
  commands: Commands,
  command: C,
  input: CommandInput<C>,
): Promise<CommandOutput<C> | undefined> {
  if (!commands.isReady()) return undefined;
  try {
    return await commands.request(command, input);
  } catch (error) {
    if (error instanceof ParleyError) return undefined;
    throw error;
  }
}
