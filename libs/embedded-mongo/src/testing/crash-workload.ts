import { type Collection, type Db, MongoServerError } from 'mongodb';

/** One document of a writer; its `_id` begins with the writer's number. */
export interface Row {
  _id: string;
  writer: number;
  bucket: number;
  n: number;
  tags: string[];
  slot: string;
}

/** What one write changes: the documents as they are afterwards, null for those that are gone. */
type Changes = Map<string, Row | null>;
type Step = { changes: Changes; send: (rows: Collection<Row>) => Promise<unknown> };

/** The text to compare documents by; an upsert may put the fields in another order. */
const show = (row: Row | null = null) => JSON.stringify(row, ['_id', 'writer', 'bucket', 'n', 'tags', 'slot']);

const pick = (below: number) => Math.floor(Math.random() * below);

/** Writes its own documents, one operation after the other, and knows what must be stored whenever the server dies. */
export class Writer {
  acknowledged = 0;
  private stored = new Map<string, Row>();
  private inFlight: Changes = new Map();
  private last = 0;

  constructor(readonly number: number) {}

  /** Writes until the server is gone. */
  async run(rows: Collection<Row>): Promise<never> {
    for (;;) {
      const { changes, send } = this.step();
      this.inFlight = changes;
      await send(rows);
      this.acknowledged += 1;
      for (const [id, row] of changes) this.apply(id, row);
      this.inFlight = new Map();
    }
  }

  /** Every document must be as acknowledged, or as the one write in flight would have left it. Goes on from what is stored. */
  problems(all: Row[]): string[] {
    const actual = new Map(all.filter(({ writer }) => writer === this.number).map((row) => [row._id, row]));
    const ids = new Set([...actual.keys(), ...this.stored.keys()]);
    const wrong = [...ids].filter((id) => {
      const found = show(actual.get(id));
      const isNew = this.inFlight.has(id) && found === show(this.inFlight.get(id));
      return !isNew && found !== show(this.stored.get(id));
    });
    const problems = wrong.map((id) => `${id} is ${show(actual.get(id))}, not ${show(this.stored.get(id))}`);
    this.stored = actual;
    this.inFlight = new Map();
    return problems;
  }

  private apply(id: string, row: Row | null): void {
    if (row) this.stored.set(id, row);
    else this.stored.delete(id);
  }

  private step(): Step {
    const ids = [...this.stored.keys()];
    const id = ids[pick(ids.length)];
    if (id === undefined || ids.length < 100) return this.insertMany(40);
    if (ids.length > 500) return this.bucketStep('delete');
    const row = this.stored.get(id) as Row;
    switch (pick(8)) {
      case 0:
        return this.insertMany(1 + pick(60));
      case 1:
        return change({ ...row, n: row.n + 1 }, (rows) => rows.updateOne({ _id: id }, { $inc: { n: 1 } }));
      case 2: {
        const tags = [...row.tags.slice(-5), `t${pick(50)}`];
        return change({ ...row, tags }, (rows) =>
          rows.findOneAndUpdate({ slot: row.slot }, { $push: { tags: { $each: tags.slice(-1), $slice: -6 } } }),
        );
      }
      case 3: {
        const made = this.row();
        const { slot, ...rest } = made;
        return change(made, (rows) => rows.findOneAndUpdate({ slot }, { $setOnInsert: rest }, { upsert: true }));
      }
      case 4:
        return this.bucketStep('update');
      case 5:
        return this.bucketStep(pick(4) === 0 ? 'delete' : 'update');
      case 6:
        return { changes: new Map([[id, null]]), send: (rows) => rows.deleteOne({ _id: id }) };
      default:
        return {
          changes: new Map(),
          send: (rows) => refusedAsDuplicate(rows.insertOne({ ...this.row(), slot: row.slot })),
        };
    }
  }

  private row(): Row {
    this.last += 1;
    const _id = `${this.number}-${this.last}`;
    return { _id, writer: this.number, bucket: pick(5), n: 0, tags: ['new', `t${pick(50)}`], slot: `s${_id}` };
  }

  private insertMany(count: number): Step {
    const made = Array.from({ length: count }, () => this.row());
    return { changes: new Map(made.map((row) => [row._id, row])), send: (rows) => rows.insertMany(made) };
  }

  /** Changes or deletes many documents at once. */
  private bucketStep(kind: 'update' | 'delete'): Step {
    const filter = { writer: this.number, bucket: pick(5) };
    const chosen = [...this.stored.values()].filter(({ bucket }) => bucket === filter.bucket);
    if (kind === 'delete')
      return { changes: new Map(chosen.map(({ _id }) => [_id, null])), send: (rows) => rows.deleteMany(filter) };
    const changed = chosen.map((row) => ({ ...row, n: row.n + 1, tags: [...row.tags, 'many'].slice(-6) }));
    return {
      changes: new Map(changed.map((row) => [row._id, row])),
      send: (rows) => rows.updateMany(filter, { $inc: { n: 1 }, $push: { tags: { $each: ['many'], $slice: -6 } } }),
    };
  }
}

const change = (row: Row, send: Step['send']): Step => ({ changes: new Map([[row._id, row]]), send });

async function refusedAsDuplicate(insert: Promise<unknown>): Promise<void> {
  const outcome = await insert.then(
    () => 'stored',
    (error: unknown) => error,
  );
  if (outcome instanceof MongoServerError && outcome.code === 11000) return;
  throw outcome === 'stored' ? new Error('a second document took a unique slot') : outcome;
}

/** Counts together with others on a few shared documents, which are made by whoever comes first. */
export class SharedCounters {
  acknowledged = 0;
  private known = new Map<string, { sure: number; sent: number }>();

  async run(counters: Collection<{ slot: string; n: number }>): Promise<never> {
    for (;;) {
      const slot = `slot${pick(4)}`;
      const count = this.known.get(slot) ?? { sure: 0, sent: 0 };
      this.known.set(slot, count);
      count.sent += 1;
      await counters.findOneAndUpdate({ slot }, { $inc: { n: 1 } }, { upsert: true });
      count.sure += 1;
      this.acknowledged += 1;
    }
  }

  problems(all: { slot: string; n: number }[]): string[] {
    const problems: string[] = [];
    if (new Set(all.map(({ slot }) => slot)).size < all.length) problems.push('a slot exists twice');
    for (const [slot, count] of this.known) {
      const n = all.find((each) => each.slot === slot)?.n ?? 0;
      if (n < count.sure || n > count.sent) problems.push(`${slot} is ${n}, not ${count.sure} to ${count.sent}`);
      this.known.set(slot, { sure: n, sent: n });
    }
    return problems;
  }
}

const scratchSize = 300;

/** Makes and drops indexes and a collection. */
export class CatalogWriter {
  acknowledged = 0;
  private step = 0;
  /** What `check` may find: the state as acknowledged and the one that was in flight. */
  private indexes: string[][] = [[]];
  private scratch: [number, number] = [0, 0];

  async run(db: Db): Promise<never> {
    const rows = db.collection('rows');
    const scratch = db.collection<{ n: number }>('scratch');
    for (;;) {
      const hasIndex = (this.indexes[0] as string[]).length > 0;
      if (this.step % 2 === 0) {
        this.indexes = [this.indexes[0] as string[], hasIndex ? [] : ['build']];
        await (hasIndex ? rows.dropIndex('build') : rows.createIndex({ tags: -1, slot: 1 }, { name: 'build' }));
        this.indexes = [this.indexes[1] as string[]];
      } else if (this.scratch[0] > 0) {
        this.scratch = [0, this.scratch[1]];
        await scratch.drop();
        this.scratch = [0, 0];
      } else {
        this.scratch = [0, scratchSize];
        await scratch.createIndex({ n: 1 }, { unique: true });
        await scratch.insertMany(Array.from({ length: scratchSize }, (_, n) => ({ n })));
        this.scratch = [scratchSize, scratchSize];
      }
      this.step += 1;
      this.acknowledged += 1;
    }
  }

  async problems(db: Db): Promise<string[]> {
    const names = (await db.collection('rows').indexes()).map(({ name }) => name as string);
    const built = names.filter((name) => name === 'build');
    const problems: string[] = [];
    if (!this.indexes.some((state) => state.join() === built.join())) problems.push(`the indexes are ${names}`);
    const count = await db.collection('scratch').countDocuments({}, { hint: { $natural: 1 } });
    const [least, most] = this.scratch;
    if (count < least || count > most) problems.push(`scratch has ${count} documents, not ${least} to ${most}`);
    await db.collection('scratch').drop();
    this.indexes = [built];
    this.scratch = [0, 0];
    return problems;
  }
}
