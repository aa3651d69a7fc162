import { type Doc, toInteger } from './bson/value';
import { adminCommands } from './commands/admin';
import { aggregateCommand } from './commands/aggregate';
import { catalogCommands } from './commands/catalog';
import { type Command, CommandContext, requireDoc, type Server } from './commands/context';
import { failPointCommands } from './commands/fail-point';
import { findAndModifyCommand } from './commands/find-and-modify';
import { readCommands } from './commands/read';
import { validateCommand } from './commands/validate';
import { writeCommands } from './commands/write';
import { badValue, codes, failedToParse, MongoError, missingField } from './errors';
import { ProtocolError, type Request } from './wire';

const commands = new Map<string, Command>(
  Object.entries({
    ...adminCommands,
    ...readCommands,
    aggregate: aggregateCommand,
    ...writeCommands,
    ...catalogCommands,
    ...failPointCommands,
    validate: validateCommand,
    findAndModify: findAndModifyCommand,
    findandmodify: findAndModifyCommand,
  }),
);

/** Fields that drivers may add to any command. */
const genericFields = new Set([
  '$db',
  'lsid',
  '$clusterTime',
  '$readPreference',
  'readConcern',
  'writeConcern',
  'maxTimeMS',
  'maxTimeMSOpOnly',
  'comment',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
  '$audit',
  '$client',
  '$configServerState',
  'rawData',
]);

/** Runs one request and answers its reply; errors become MongoDB's error documents. */
export async function dispatch(server: Server, request: Request, connectionId: number): Promise<Doc | Buffer> {
  try {
    const { command: body, sequences, refusal } = request;
    if (refusal) throw refusal;
    const name = Object.keys(body)[0] ?? '';
    const command = commands.get(name);
    if (!command) throw new MongoError(codes.CommandNotFound, `no such command: '${name}'`);
    refuseTransactions(body);
    checkConcerns(body);
    const unknown = Object.keys(body).find(
      (field) => field !== name && !genericFields.has(field) && !command.fields.includes(field),
    );
    if (unknown)
      throw new MongoError(codes.UnknownCommandField, `BSON field '${name}.${unknown}' is an unknown field.`);
    const missing = command.required?.find((field) => !(field in body));
    if (missing) throw missingField(`${name}.${missing}`);
    const db = databaseOf(body);
    if (command.isAdminOnly && db !== 'admin')
      throw new MongoError(codes.Unauthorized, `${name} may only be run against the admin database.`);
    const context = new CommandContext(server, name, db, body, sequences, connectionId);
    return await (server.failPoint ? server.failPoint.run(context, () => command.run(context)) : command.run(context));
  } catch (error) {
    if (error instanceof ProtocolError) throw error;
    return errorReply(error);
  }
}

function databaseOf({ $db }: Doc): string {
  if (typeof $db !== 'string') throw new MongoError(40571, 'OP_MSG requests require a $db argument');
  if ($db === '' || /[/\\. "\0]/.test($db))
    throw new MongoError(codes.InvalidNamespace, `Invalid database name: '${$db}'`);
  return $db;
}

function refuseTransactions(body: Doc): void {
  if ('txnNumber' in body || 'startTransaction' in body || 'autocommit' in body) {
    throw new MongoError(
      codes.IllegalOperation,
      'Transaction numbers are only allowed on a replica set member or mongos',
    );
  }
}

function checkConcerns(body: Doc): void {
  const { w } = requireDoc(body.writeConcern, 'writeConcern');
  const copies = toInteger(w) ?? 0;
  if (copies < 0 || copies > 50) throw failedToParse('w has to be a non-negative number and not greater than 50');
  if (copies > 1) throw badValue("cannot use 'w' > 1 when a host is not replicated");
  if (typeof w === 'string' && w !== 'majority')
    throw badValue("cannot use non-majority 'w' mode when a host is not a member of a replica set");
  const { level } = requireDoc(body.readConcern, 'readConcern');
  if (level === 'snapshot' || level === 'linearizable')
    throw new MongoError(codes.NotAReplicaSet, `node needs to be a replica set member to use readConcern: ${level}`);
  if (level !== undefined && !['local', 'available', 'majority'].includes(String(level))) {
    throw badValue(`Enumeration value '${level}' for field 'readConcern.level' is not a valid value.`);
  }
}

export function errorReply(error: unknown): Doc {
  if (error instanceof MongoError) {
    return { ok: 0, errmsg: error.message, code: error.code, codeName: error.codeName, ...error.details };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { ok: 0, errmsg: message, code: codes.InternalError, codeName: 'InternalError' };
}
