import { Binary } from 'bson';
import { bsonTypeName, type Doc, encode, intOrLong, isDoc, isTruthy, show } from '../bson/value';
import { badValue, codes, MongoError, typeMismatch } from '../errors';
import { parseFilter } from '../query/filter';
import { compileFilter } from '../query/matcher';
import type { Collection } from '../store/collection';
import { describeIndex, type IndexState, isSameKey, parseIndex, unsupported } from '../store/index-definition';
import { streamOf } from '../store/steps';
import { type Command, type CommandContext, checkCollation } from './context';

export const catalogCommands: Record<string, Command> = {
  create: {
    fields: [
      'capped',
      'size',
      'max',
      'autoIndexId',
      'idIndex',
      'storageEngine',
      'validator',
      'validationLevel',
      'validationAction',
      'indexOptionDefaults',
      'viewOn',
      'pipeline',
      'collation',
      'timeseries',
      'expireAfterSeconds',
      'clusteredIndex',
      'changeStreamPreAndPostImages',
      'encryptedFields',
    ],
    run: create,
  },
  drop: { fields: [], run: drop },
  dropDatabase: { fields: [], run: dropDatabase },
  listCollections: { fields: ['filter', 'nameOnly', 'authorizedCollections', 'cursor'], run: listCollections },
  listDatabases: { fields: ['filter', 'nameOnly', 'authorizedDatabases'], isAdminOnly: true, run: listDatabases },
  createIndexes: {
    fields: ['indexes', 'commitQuorum', 'ignoreUnknownIndexOptions'],
    required: ['indexes'],
    run: createIndexes,
  },
  listIndexes: { fields: ['cursor', 'includeIndexBuildInfo'], run: listIndexes },
  dropIndexes: { fields: ['index'], required: ['index'], run: dropIndexes },
  collStats: { fields: ['scale'], run: collStats },
  dbStats: { fields: ['scale', 'freeStorage'], run: dbStats },
};

const unsupportedOptions = [
  'capped',
  'validator',
  'viewOn',
  'timeseries',
  'clusteredIndex',
  'encryptedFields',
  'storageEngine',
  'indexOptionDefaults',
];

function create(context: CommandContext): Promise<Doc> {
  const { server, command, db, collectionName } = context;
  const options = createOptions(command);
  return server.writes.run(() => {
    const existing = server.catalog.find(db, collectionName);
    if (!existing) {
      server.catalog.create(db, collectionName, options);
    } else if (show(existing.options) !== show(options)) {
      throw new MongoError(
        codes.NamespaceExists,
        `namespace ${context.namespace} already exists, but with different options: ${show(existing.options)}`,
      );
    }
    return { ok: 1 };
  });
}

/** The options a new collection keeps; those that would change what it does are refused. */
function createOptions(command: Doc): Doc {
  checkCollation(command.collation);
  const isGiven = (option: string) =>
    isDoc(command[option]) ? Object.keys(command[option]).length > 0 : isTruthy(command[option]);
  const invalid = (message: string) => new MongoError(codes.InvalidOptions, message);
  if (command.pipeline !== undefined && !isGiven('viewOn'))
    throw invalid("'pipeline' requires 'viewOn' to also be specified");
  if ((command.size !== undefined || command.max !== undefined) && !isGiven('capped'))
    throw invalid("the 'capped' field needs to be true when either the 'size' or 'max' fields are present");
  if (command.expireAfterSeconds !== undefined && !isGiven('timeseries') && !isGiven('clusteredIndex'))
    throw invalid(
      "'expireAfterSeconds' is only supported on time-series collections or when the 'clusteredIndex' option is specified",
    );
  const idKey = isDoc(command.idIndex) ? command.idIndex.key : { _id: 1 };
  if (show(idKey) !== '{ _id: 1 }')
    throw badValue(`The field 'key' for an _id index must be {_id: 1}, but got ${show(idKey)}`);
  const refused = unsupportedOptions.find(isGiven);
  if (refused) throw unsupported(`create: ${refused}`);
  // There are no change streams that would show these images; MongoDB's standalone, too, only remembers the wish.
  const { changeStreamPreAndPostImages } = command;
  return changeStreamPreAndPostImages === undefined ? {} : { changeStreamPreAndPostImages };
}

function drop(context: CommandContext): Promise<Doc> {
  const { server, namespace } = context;
  return afterwardsCollect(
    context,
    server.writes.run(() => {
      const { collection } = context;
      if (!collection) return { ok: 1 };
      server.catalog.drop(collection);
      return { nIndexesWas: intOrLong(collection.indexes.length), ns: namespace, ok: 1 };
    }),
  );
}

function dropDatabase(context: CommandContext): Promise<Doc> {
  const { server, db } = context;
  return afterwardsCollect(
    context,
    server.writes.run(() => {
      const collections = server.catalog.inDatabase(db);
      for (const collection of collections) server.catalog.drop(collection);
      return { ...(collections.length > 0 && { dropped: db }), ok: 1 };
    }),
  );
}

/** The space of what was dropped is freed behind the answer. */
async function afterwardsCollect(context: CommandContext, reply: Promise<Doc>): Promise<Doc> {
  const { catalog, collectGarbage } = context.server;
  const result = await reply;
  if (catalog.hasGarbage()) collectGarbage();
  return result;
}

/** Answers a list the way cursors do. */
function listed(context: CommandContext, namespace: string, docs: Doc[]): Promise<Buffer> {
  return context.server.cursors.start(namespace, streamOf(docs.map(encode)), { batchSize: context.batchSize });
}

function listCollections(context: CommandContext): Promise<Buffer> {
  const { server, db } = context;
  const matches = compileFilter(parseFilter(context.doc('filter')));
  const docs = server.catalog
    .inDatabase(db)
    .map((collection) =>
      context.flag('nameOnly') ? { name: collection.name, type: 'collection' } : describe(collection),
    )
    .filter((doc) => matches(doc));
  return listed(context, `${db}.$cmd.listCollections`, docs);
}

function describe(collection: Collection): Doc {
  return {
    name: collection.name,
    type: 'collection',
    options: collection.options,
    info: { readOnly: false, uuid: new Binary(collection.uuid, Binary.SUBTYPE_UUID) },
    idIndex: describeIndex(collection.indexes[0] as IndexState),
  };
}

function listDatabases(context: CommandContext): Doc {
  const sizes = new Map<string, number>();
  for (const collection of context.server.catalog.all()) {
    sizes.set(collection.db, (sizes.get(collection.db) ?? 0) + collection.readCounters().size);
  }
  const matches = compileFilter(parseFilter(context.doc('filter')));
  const databases = [...sizes]
    .map(([name, size]): Doc => ({ name, sizeOnDisk: intOrLong(size), empty: size === 0 }))
    .filter((doc) => matches(doc))
    .map((doc) => (context.flag('nameOnly') ? { name: doc.name } : doc));
  if (context.flag('nameOnly')) return { databases, ok: 1 };
  const totalSize = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  return { databases, totalSize: intOrLong(totalSize), totalSizeMb: intOrLong(Math.floor(totalSize / 1048576)), ok: 1 };
}

function createIndexes(context: CommandContext): Promise<Doc> {
  const { server, command, db, collectionName } = context;
  if (!Array.isArray(command.indexes)) throw typeMismatch("BSON field 'createIndexes.indexes' is not an array");
  if (command.indexes.length === 0) throw badValue('Must specify at least one index to create');
  const definitions = command.indexes.map(parseIndex);
  return server.writes.submit(function* () {
    const createdCollectionAutomatically = !server.catalog.find(db, collectionName);
    const collection = server.catalog.require(db, collectionName);
    const before = collection.indexes.length;
    try {
      for (const definition of definitions) yield* server.catalog.createIndex(collection, definition);
    } catch (error) {
      // All or none.
      for (const index of collection.indexes.slice(before)) server.catalog.dropIndex(collection, index);
      throw error;
    }
    return {
      numIndexesBefore: intOrLong(before),
      numIndexesAfter: intOrLong(collection.indexes.length),
      createdCollectionAutomatically,
      ...(collection.indexes.length === before && { note: 'all indexes already exist' }),
      ok: 1,
    };
  });
}

function listIndexes(context: CommandContext): Promise<Buffer> {
  return listed(context, context.namespace, context.requireCollection().indexes.map(describeIndex));
}

function dropIndexes(context: CommandContext): Promise<Doc> {
  const { server, command } = context;
  return afterwardsCollect(
    context,
    server.writes.run(() => {
      const collection = context.requireCollection();
      const before = collection.indexes.length;
      for (const index of chosenIndexes(collection, command.index)) server.catalog.dropIndex(collection, index);
      return { nIndexesWas: intOrLong(before), ok: 1 };
    }),
  );
}

function chosenIndexes(collection: Collection, choice: unknown): IndexState[] {
  if (choice === '*') return collection.indexes.slice(1);
  return (Array.isArray(choice) ? choice : [choice]).map((each) => {
    if (typeof each !== 'string' && !isDoc(each))
      throw typeMismatch(
        `BSON field 'dropIndexes.index' is the wrong type '${bsonTypeName(each)}', expected types '[string, object, array]'`,
      );
    const index = isDoc(each)
      ? collection.indexes.find(({ definition }) => isSameKey(definition.key, each))
      : collection.index(each);
    if (!index)
      throw new MongoError(
        codes.IndexNotFound,
        isDoc(each) ? `can't find index with key: ${show(each)}` : `index not found with name [${each}]`,
      );
    if (index.definition.name === '_id_') throw new MongoError(codes.InvalidOptions, 'cannot drop _id index');
    return index;
  });
}

function collStats(context: CommandContext): Doc {
  const { collection, namespace } = context;
  const scale = context.count('scale') || 1;
  const { count = 0, size = 0 } = collection?.readCounters() ?? {};
  const { indexes = [] } = collection ?? {};
  return {
    ns: namespace,
    size: intOrLong(Math.floor(size / scale)),
    count: intOrLong(count),
    ...(count > 0 && { avgObjSize: intOrLong(Math.floor(size / count)) }),
    storageSize: intOrLong(Math.floor(size / scale)),
    nindexes: intOrLong(indexes.length),
    capped: false,
    scaleFactor: intOrLong(scale),
    ok: 1,
  };
}

function dbStats(context: CommandContext): Doc {
  const collections = context.server.catalog.inDatabase(context.db);
  const scale = context.count('scale') || 1;
  const sum = (read: (collection: Collection) => number) =>
    collections.reduce((total, collection) => total + read(collection), 0);
  const objects = sum((collection) => collection.readCounters().count);
  const dataSize = sum((collection) => collection.readCounters().size);
  return {
    db: context.db,
    collections: intOrLong(collections.length),
    views: intOrLong(0),
    objects: intOrLong(objects),
    avgObjSize: objects > 0 ? dataSize / objects : 0,
    dataSize: dataSize / scale,
    storageSize: dataSize / scale,
    indexes: intOrLong(sum(({ indexes }) => indexes.length)),
    scaleFactor: intOrLong(scale),
    ok: 1,
  };
}
