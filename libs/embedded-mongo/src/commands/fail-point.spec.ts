import { type Document, MongoClient } from 'mongodb';
import { openTestDatabase, type TestDatabase } from '../testing/database';

describe('configureFailPoint', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase({ testCommands: true });
  });

  afterAll(() => database.close());

  const configure = (mode: unknown, data: Document = {}, client = database.client) =>
    client.db('admin').command({ configureFailPoint: 'failCommand', mode, data });
  const ping = () => database.db.command({ ping: 1 });

  afterEach(() => configure('off'));

  it('fails a command as often as it is told, and counts', async () => {
    await configure({ times: 2 }, { failCommands: ['ping'], errorCode: 91 });
    await expect(ping()).rejects.toMatchObject({
      code: 91,
      codeName: 'ShutdownInProgress',
      message: "Failing command via 'failCommand' failpoint",
    });
    await expect(ping()).rejects.toMatchObject({ code: 91 });
    expect(await ping()).toMatchObject({ ok: 1 });
    expect(await configure('off')).toMatchObject({ count: 2, ok: 1 });
  });

  it('stays on until it is switched off, and leaves other commands alone', async () => {
    await configure('alwaysOn', { failCommands: ['find'], errorCode: 8 });
    for (let n = 0; n < 3; n += 1) {
      await expect(database.db.collection('a').findOne({})).rejects.toMatchObject({
        code: 8,
        codeName: 'UnknownError',
      });
    }
    expect(await ping()).toMatchObject({ ok: 1 });
    await configure('off');
    expect(await database.db.collection('a').findOne({})).toBeNull();
  });

  it('lets the first ones pass', async () => {
    await configure({ skip: 1 }, { failCommands: ['ping'], errorCode: 8 });
    expect(await ping()).toMatchObject({ ok: 1 });
    await expect(ping()).rejects.toMatchObject({ code: 8 });
  });

  it('adds error labels', async () => {
    await configure({ times: 1 }, { failCommands: ['ping'], errorCode: 8, errorLabels: ['First', 'Second'] });
    await expect(ping()).rejects.toMatchObject({ errorLabels: ['First', 'Second'] });
  });

  it('closes the connection', async () => {
    await configure({ times: 1 }, { failCommands: ['ping'], closeConnection: true });
    await expect(ping()).rejects.toThrow(/closed/);
    expect(await ping()).toMatchObject({ ok: 1 });
  });

  it('reports a write concern error for a write that was made', async () => {
    const writeConcernError = { code: 64, codeName: 'WriteConcernFailed', errmsg: 'waiting for replication timed out' };
    await configure({ times: 1 }, { failCommands: ['insert'], writeConcernError });
    await expect(database.db.collection<Document>('written').insertOne({})).rejects.toMatchObject({
      code: 64,
      message: 'waiting for replication timed out',
    });
    expect(await database.db.collection('written').countDocuments()).toBe(1);
  });

  it('holds a command up for a while', async () => {
    await configure({ times: 1 }, { failCommands: ['ping'], blockConnection: true, blockTimeMS: 30 });
    const before = performance.now();
    expect(await ping()).toMatchObject({ ok: 1 });
    // Timers of Node.js may fire one millisecond early.
    expect(performance.now() - before).toBeGreaterThanOrEqual(29);
    await expect(configure('alwaysOn', { failCommands: ['ping'], blockConnection: true })).rejects.toMatchObject({
      code: 72,
    });
  });

  it('can be limited to one application', async () => {
    // A connection of its own that greets by hand: in Jest's sandbox the driver's greeting lacks the client's details.
    const named = await MongoClient.connect(database.mongo.uri, { maxPoolSize: 1 });
    await named.db('admin').command({ hello: 1, client: { application: { name: 'tested' } } });
    await configure('alwaysOn', { failCommands: ['ping'], errorCode: 8, appName: 'tested' });
    expect(await ping()).toMatchObject({ ok: 1 });
    await expect(named.db('test').command({ ping: 1 })).rejects.toMatchObject({ code: 8 });
    await named.close();
  });

  it.each<[string, string, Document, number]>([
    ['another name', 'admin', { configureFailPoint: 'failEverything', mode: 'off' }, 198],
    ['no mode', 'admin', { configureFailPoint: 'failCommand' }, 20],
    ['an unknown mode', 'admin', { configureFailPoint: 'failCommand', mode: 'sometimes' }, 2],
    ['another database', 'test', { configureFailPoint: 'failCommand', mode: 'off' }, 13],
  ])('refuses %s', async (_, db, command, code) => {
    await expect(database.client.db(db).command(command)).rejects.toMatchObject({ code });
  });

  it('does not exist on a server without test commands', async () => {
    const plain = await openTestDatabase();
    await expect(configure('off', {}, plain.client)).rejects.toMatchObject({
      code: 59,
      codeName: 'CommandNotFound',
      message: "no such command: 'configureFailPoint'",
    });
    await plain.close();
  });
});
