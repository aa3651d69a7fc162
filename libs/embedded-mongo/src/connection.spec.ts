import mongoose, { Schema } from 'mongoose';
import { openTestDatabase, type TestDatabase } from './testing/database';

describe('Mongoose on the embedded database', () => {
  let database: TestDatabase;
  let connection: mongoose.Connection;

  beforeAll(async () => {
    database = await openTestDatabase();
    connection = await mongoose.createConnection(database.mongo.uri, { dbName: 'mongoose' }).asPromise();
  });

  afterAll(async () => {
    await connection.close();
    await database.close();
  });

  it('builds indexes and reports a duplicate with its key', async () => {
    const User = connection.model('User', new Schema({ email: { type: String, unique: true } }));
    await User.init();
    await User.create({ email: 'ada@example.com' });
    await expect(User.create({ email: 'ada@example.com' })).rejects.toMatchObject({
      code: 11000,
      keyPattern: { email: 1 },
      keyValue: { email: 'ada@example.com' },
      message:
        'E11000 duplicate key error collection: mongoose.users index: email_1 dup key: { email: "ada@example.com" }',
    });
  });

  it('populates references', async () => {
    const Author = connection.model('Author', new Schema({ name: String }));
    const Book = connection.model(
      'Book',
      new Schema({ title: String, author: { type: Schema.Types.ObjectId, ref: 'Author' } }),
    );
    const author = await Author.create({ name: 'Le Guin' });
    await Book.create([
      { title: 'The Dispossessed', author: author._id },
      { title: 'Lavinia', author: author._id },
    ]);
    const books = await Book.find().sort({ title: 1 }).populate<{ author: { name: string } }>('author').lean();
    expect(books.map((book) => [book.title, book.author.name])).toEqual([
      ['Lavinia', 'Le Guin'],
      ['The Dispossessed', 'Le Guin'],
    ]);
  });

  it('keeps discriminators apart', async () => {
    const Event = connection.model('Event', new Schema({ at: Number }));
    const Click = Event.discriminator('Click', new Schema({ x: Number }));
    await Event.create({ at: 1 });
    await Click.create({ at: 2, x: 3 });
    expect(await Click.countDocuments()).toBe(1);
    expect(await Event.countDocuments()).toBe(2);
  });

  it('streams a cursor over several batches', async () => {
    const Row = connection.model('Row', new Schema({ n: Number }));
    await Row.insertMany(Array.from({ length: 500 }, (_, n) => ({ n })));
    let sum = 0;
    for await (const row of Row.find().sort({ n: 1 }).batchSize(50).lean().cursor()) sum += row.n ?? 0;
    expect(sum).toBe(124_750);
  });

  it('runs a mixed bulkWrite', async () => {
    const Item = connection.model('Item', new Schema({ _id: Number, stock: Number }));
    const result = await Item.bulkWrite([
      { insertOne: { document: { _id: 1, stock: 5 } } },
      { updateOne: { filter: { _id: 1 }, update: { $inc: { stock: -2 } } } },
      { updateOne: { filter: { _id: 2 }, update: { $set: { stock: 9 } }, upsert: true } },
      { replaceOne: { filter: { _id: 2 }, replacement: { stock: 10 } } },
      { deleteOne: { filter: { _id: 1 } } },
    ]);
    expect(result).toMatchObject({ insertedCount: 1, modifiedCount: 2, upsertedCount: 1, deletedCount: 1 });
    expect(await Item.find().lean()).toMatchObject([{ _id: 2, stock: 10 }]);
  });

  it('lets exactly one of 50 parallel upserts insert', async () => {
    const counters = database.db.collection('counters');
    const results = await Promise.all(
      Array.from({ length: 50 }, () => counters.updateOne({ name: 'hits' }, { $inc: { value: 1 } }, { upsert: true })),
    );
    expect(results.filter((result) => result.upsertedCount === 1)).toHaveLength(1);
    expect(await counters.findOne({ name: 'hits' })).toMatchObject({ value: 50 });
  });

  it('reports each refused document of an unordered insertMany', async () => {
    const rows = database.db.collection<{ _id: number }>('unordered');
    await rows.insertOne({ _id: 2 });
    const error = await rows
      .insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3 }, { _id: 2 }], { ordered: false })
      .catch((e) => e);
    expect(error.code).toBe(11000);
    expect(error.writeErrors.map((each: { index: number }) => each.index)).toEqual([1, 3]);
    expect(await rows.countDocuments()).toBe(3);
  });
});
