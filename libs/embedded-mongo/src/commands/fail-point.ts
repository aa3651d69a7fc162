import { setTimeout as delay } from 'node:timers/promises';
import { type Doc, decode, intOrLong, isDoc, isTruthy, toInteger } from '../bson/value';
import { badValue, codes, MongoError } from '../errors';
import { ProtocolError } from '../wire';
import type { Command, CommandContext } from './context';

/**
 * The fail point `failCommand`, by which driver test-suites make commands fail, hang or lose their connection. Only a server
 * started with `--test-commands` has one.
 */
export class FailPoint {
  private data: Doc = {};
  /** How many hits pass before it starts to act, and how often it acts then. */
  private toSkip = 0;
  private left = 0;
  private entered = 0;
  private readonly appNames = new Map<number, string>();

  /** Takes a `configureFailPoint` command and answers how often the previous setting acted. */
  configure({ configureFailPoint: name, mode, data }: Doc): Doc {
    if (name !== 'failCommand') throw new MongoError(codes.FailPointSetFailed, `${name} not found`);
    if (mode === undefined)
      throw new MongoError(codes.IllegalOperation, "When setting a failpoint, you must supply a 'mode'");
    const count = this.entered;
    const settings = isDoc(data) ? data : {};
    if (isTruthy(settings.blockConnection) && !((toInteger(settings.blockTimeMS) ?? -1) >= 0)) {
      throw new MongoError(codes.InvalidOptions, "must specify 'blockTimeMS' when 'blockConnection' is true");
    }
    Object.assign(this, parseMode(mode), { data: settings, entered: 0 });
    return { count: intOrLong(count), ok: 1 };
  }

  /** Runs a command, or does to it what the fail point asks for. */
  async run(context: CommandContext, run: () => ReturnType<Command['run']>): Promise<Doc | Buffer> {
    this.noteAppName(context);
    if (!this.isHit(context)) return run();
    const { blockConnection, blockTimeMS, closeConnection, errorCode, errorLabels, writeConcernError } = this.data;
    if (isTruthy(blockConnection)) await delay(toInteger(blockTimeMS));
    if (isTruthy(closeConnection)) throw new ProtocolError('the fail point closes this connection');
    const labels = Array.isArray(errorLabels) ? { errorLabels } : {};
    if (errorCode !== undefined) {
      throw new MongoError(Number(errorCode), "Failing command via 'failCommand' failpoint", labels);
    }
    const reply = await run();
    if (!isDoc(writeConcernError)) return reply;
    return { ...(Buffer.isBuffer(reply) ? decode(reply) : reply), writeConcernError, ...labels };
  }

  /** The greeting tells the application's name, which a fail point may be limited to. */
  private noteAppName({ command, connectionId }: CommandContext): void {
    const { application } = isDoc(command.client) ? command.client : {};
    if (isDoc(application)) this.appNames.set(connectionId, String(application.name));
  }

  private isHit({ name, connectionId }: CommandContext): boolean {
    const { failCommands, appName } = this.data;
    if (this.left === 0 || name === 'configureFailPoint' || !Array.isArray(failCommands)) return false;
    // Aliases differ in case only: isMaster and ismaster, findAndModify and findandmodify.
    if (!failCommands.some((each) => String(each).toLowerCase() === name.toLowerCase())) return false;
    if (appName !== undefined && this.appNames.get(connectionId) !== appName) return false;
    if (this.toSkip > 0) {
      this.toSkip -= 1;
      return false;
    }
    this.left -= 1;
    this.entered += 1;
    return true;
  }
}

function parseMode(mode: unknown): { toSkip: number; left: number } {
  if (mode === 'off') return { toSkip: 0, left: 0 };
  if (mode === 'alwaysOn') return { toSkip: 0, left: Number.POSITIVE_INFINITY };
  const [kind, value] = isDoc(mode) ? (Object.entries(mode)[0] ?? []) : [];
  const count = toInteger(value);
  if (kind === 'times' && count !== undefined && count >= 0) return { toSkip: 0, left: count };
  if (kind === 'skip' && count !== undefined && count >= 0) return { toSkip: count, left: Number.POSITIVE_INFINITY };
  throw badValue(`unknown or unsupported fail point mode ${JSON.stringify(mode)}`);
}

export const failPointCommands: Record<string, Command> = {
  configureFailPoint: {
    fields: ['mode', 'data'],
    isAdminOnly: true,
    run: ({ server, command, name }) => {
      if (!server.failPoint) throw new MongoError(codes.CommandNotFound, `no such command: '${name}'`);
      return server.failPoint.configure(command);
    },
  },
};
