import type { Collection, Document } from 'mongodb';
import { openTestDatabase, type TestDatabase } from '../testing/database';

describe('explain', () => {
  let database: TestDatabase;
  let rows: Collection<Document>;

  beforeAll(async () => {
    database = await openTestDatabase();
    rows = database.db.collection('messages');
    await rows.createIndexes([
      { key: { chatId: 1, seq: 1 }, name: 'chat', unique: true },
      { key: { 'members.userId': 1, lastActivityAt: -1 }, name: 'inbox' },
      { key: { email: 1 }, name: 'email', sparse: true },
      { key: { state: 1 }, name: 'open', partialFilterExpression: { state: 'open' } },
    ]);
    await rows.insertMany(
      Array.from({ length: 1000 }, (_, n) => ({
        chatId: n % 10,
        seq: Math.floor(n / 10),
        members: [{ userId: n % 7 }, { userId: n % 5 }],
        lastActivityAt: n,
        state: n % 100 === 0 ? 'open' : 'closed',
      })),
    );
  });

  afterAll(() => database.close());

  const stats = async (filter: Document, sort: Document = {}, limit = 0) => {
    const { queryPlanner, executionStats } = await rows
      .find(filter)
      .sort(sort as never)
      .limit(limit)
      .explain('executionStats');
    return { plan: queryPlanner.winningPlan, ...executionStats };
  };

  it('reads one page of a chat, newest first, and nothing more', async () => {
    const page = await stats({ chatId: 3, seq: { $lt: 90 } }, { seq: -1 }, 20);
    expect(page.plan).toMatchObject({
      stage: 'LIMIT',
      inputStage: { stage: 'FETCH', inputStage: { indexName: 'chat', direction: 'backward' } },
    });
    expect([page.nReturned, page.totalKeysExamined, page.totalDocsExamined]).toEqual([20, 20, 20]);
  });

  it('reads an inbox in order through an index on an array', async () => {
    const page = await stats({ 'members.userId': 6 }, { lastActivityAt: -1 }, 10);
    expect(page.plan).toMatchObject({
      stage: 'LIMIT',
      inputStage: { inputStage: { indexName: 'inbox', isMultiKey: true } },
    });
    expect(page.totalDocsExamined).toBe(10);
  });

  it('sorts in memory where no index gives the order', async () => {
    expect((await stats({ chatId: 1 }, { lastActivityAt: 1 })).plan).toMatchObject({ stage: 'SORT' });
  });

  it('uses a partial index only for queries that it covers', async () => {
    expect((await stats({ state: 'open' })).plan.inputStage).toMatchObject({ indexName: 'open' });
    expect((await stats({ state: 'closed' })).plan).toMatchObject({ stage: 'COLLSCAN' });
  });

  it('does not use a sparse index for what it leaves out', async () => {
    expect((await stats({ email: null })).plan).toMatchObject({ stage: 'COLLSCAN' });
    expect((await stats({ email: 'x' })).plan.inputStage).toMatchObject({ indexName: 'email' });
  });

  it('joins the branches of $or', async () => {
    const either = await stats({ $or: [{ chatId: 1, seq: 5 }, { _id: 'none' as never }] });
    expect(either.plan.inputStage).toMatchObject({
      stage: 'OR',
      inputStages: [{ indexName: 'chat' }, { indexName: '_id_' }],
    });
    expect(either.totalDocsExamined).toBe(1);
  });

  it('keeps to a hint', async () => {
    const { queryPlanner } = await rows.find({ chatId: 1 }, { hint: { $natural: 1 } }).explain('queryPlanner');
    expect(queryPlanner.winningPlan).toEqual({ stage: 'COLLSCAN', direction: 'forward' });
    await expect(rows.find({}, { hint: 'none' }).toArray()).rejects.toMatchObject({ code: 2 });
  });

  it('explains a pipeline by the query it begins with', async () => {
    const { queryPlanner } = await rows.aggregate([{ $match: { chatId: 1 } }, { $count: 'n' }]).explain();
    expect(queryPlanner.winningPlan.inputStage).toMatchObject({ indexName: 'chat' });
  });
});
