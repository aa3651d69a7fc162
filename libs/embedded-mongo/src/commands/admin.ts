import { hostname } from 'node:os';
import { Binary } from 'bson';
import { type Doc, intOrLong } from '../bson/value';
import { codes, MongoError } from '../errors';
import { maxMessageSize } from '../wire';
import type { Command, CommandContext } from './context';

/** The server version whose behaviour is followed. */
const version = [7, 0, 0, 0];

const greeting: Command = {
  fields: [
    'helloOk',
    'client',
    'compression',
    'saslSupportedMechs',
    'speculativeAuthenticate',
    'topologyVersion',
    'maxAwaitTimeMS',
    'loadBalanced',
    'hello',
    'isMaster',
    'ismaster',
    'hostInfo',
    'backpressure',
  ],
  run: hello,
};

export const adminCommands: Record<string, Command> = {
  hello: greeting,
  isMaster: greeting,
  ismaster: greeting,
  ping: { fields: [], run: () => ({ ok: 1 }) },
  buildInfo: { fields: [], run: buildInfo },
  buildinfo: { fields: [], run: buildInfo },
  endSessions: { fields: [], run: () => ({ ok: 1 }) },
  startSession: {
    fields: [],
    run: () => ({
      id: { id: new Binary(crypto.getRandomValues(new Uint8Array(16)), Binary.SUBTYPE_UUID) },
      timeoutMinutes: intOrLong(30),
      ok: 1,
    }),
  },
  refreshSessions: { fields: [], run: () => ({ ok: 1 }) },
  killSessions: { fields: [], run: () => ({ ok: 1 }) },
  killAllSessions: { fields: [], run: () => ({ ok: 1 }) },
  connectionStatus: {
    fields: ['showPrivileges'],
    run: () => ({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] }, ok: 1 }),
  },
  getParameter: {
    fields: [
      'featureCompatibilityVersion',
      'authenticationMechanisms',
      'requireApiVersion',
      'allParameters',
      'enableTestCommands',
    ],
    isAdminOnly: true,
    run: getParameter,
  },
  serverStatus: { fields: [], run: serverStatus },
  whatsmyuri: { fields: [], run: () => ({ you: '127.0.0.1:0', ok: 1 }) },
  getLog: { fields: [], run: () => ({ totalLinesWritten: intOrLong(0), log: [], ok: 1 }) },
};

/** A standalone server: drivers then send neither transactions nor retryable writes. */
function hello(context: CommandContext): Doc {
  return {
    helloOk: true,
    [context.name === 'hello' ? 'isWritablePrimary' : 'ismaster']: true,
    maxBsonObjectSize: intOrLong(16 * 1024 * 1024),
    maxMessageSizeBytes: intOrLong(maxMessageSize),
    maxWriteBatchSize: intOrLong(100_000),
    localTime: new Date(),
    logicalSessionTimeoutMinutes: intOrLong(30),
    connectionId: intOrLong(context.connectionId),
    minWireVersion: intOrLong(0),
    maxWireVersion: intOrLong(21),
    readOnly: false,
    ok: 1,
  };
}

function buildInfo(): Doc {
  return {
    version: version.slice(0, 3).join('.'),
    gitVersion: 'embedded',
    modules: [],
    sysInfo: 'embedded',
    versionArray: version.map(intOrLong),
    bits: intOrLong(64),
    debug: false,
    maxBsonObjectSize: intOrLong(16 * 1024 * 1024),
    storageEngines: ['lmdb'],
    ok: 1,
  };
}

function getParameter(context: CommandContext): Doc {
  const parameters: Doc = {
    featureCompatibilityVersion: { version: version.slice(0, 2).join('.') },
    requireApiVersion: false,
    authenticationMechanisms: [],
    enableTestCommands: context.server.failPoint !== undefined,
  };
  const asked = Object.keys(parameters).filter(
    (name) => name in context.command || context.command.getParameter === '*',
  );
  if (asked.length === 0) throw new MongoError(codes.InvalidOptions, 'no option found to get');
  return { ...Object.fromEntries(asked.map((name) => [name, parameters[name]])), ok: 1 };
}

function serverStatus({ server }: CommandContext): Doc {
  return {
    host: hostname(),
    version: version.slice(0, 3).join('.'),
    process: 'embedded-mongo',
    pid: intOrLong(process.pid),
    uptime: (Date.now() - server.startedAt.getTime()) / 1000,
    localTime: new Date(),
    metrics: { cursor: { open: { total: intOrLong(server.cursors.size) } } },
    mem: { bits: intOrLong(64), resident: intOrLong(Math.round(process.memoryUsage.rss() / 1048576)) },
    storageEngine: { name: 'lmdb', persistent: true },
    ok: 1,
  };
}
