import { compileExpression } from '../aggregate/expression';
import { type BsonNumber, bsonTypeName, type Doc, isDoc, isNumber, isTruthy, toInteger, toNumber } from '../bson/value';
import { badValue, codes, failedToParse, MongoError, typeMismatch } from '../errors';
import type { Cursors } from '../query/cursors';
import type { Catalog } from '../store/catalog';
import type { Collection } from '../store/collection';
import type { WriteQueue } from '../store/write-queue';
import type { FailPoint } from './fail-point';

/** What every command can reach. */
export interface Server {
  catalog: Catalog;
  writes: WriteQueue;
  cursors: Cursors;
  /** Frees, in the background, what dropped collections and indexes occupied. */
  collectGarbage: () => void;
  startedAt: Date;
  /** There when test commands are allowed. */
  failPoint: FailPoint | undefined;
}

/** One command on its way: its fields are read through typed getters that throw the server's errors. */
export class CommandContext {
  constructor(
    readonly server: Server,
    readonly name: string,
    readonly db: string,
    readonly command: Doc,
    readonly sequences: Map<string, Buffer[]>,
    readonly connectionId: number,
  ) {}

  /** The collection name that is the command's first argument. */
  get collectionName(): string {
    const name = this.command[this.name];
    if (typeof name !== 'string') {
      throw new MongoError(codes.InvalidNamespace, `collection name has invalid type ${bsonTypeName(name)}`);
    }
    if (name === '' || name.includes('\0'))
      throw new MongoError(codes.InvalidNamespace, `Invalid namespace specified '${this.db}.${name}'`);
    return name;
  }

  get namespace(): string {
    return `${this.db}.${this.collectionName}`;
  }

  get collection(): Collection | undefined {
    return this.server.catalog.find(this.db, this.collectionName);
  }

  /** The collection, or NamespaceNotFound. */
  requireCollection(): Collection {
    const { collection } = this;
    if (!collection) throw new MongoError(codes.NamespaceNotFound, `ns does not exist: ${this.namespace}`);
    return collection;
  }

  doc(field: string): Doc {
    return requireDoc(this.command[field], `${this.name}.${field}`);
  }

  flag(field: string): boolean {
    return isTruthy(this.command[field]);
  }

  /** A count that must not be negative. */
  count(field: string): number | undefined {
    return countOf(this.command[field], this.name, field);
  }

  /** `cursor.batchSize`, the way commands other than `find` take it. */
  get batchSize(): number | undefined {
    return countOf(this.doc('cursor').batchSize, `${this.name}.cursor`, 'batchSize');
  }
}

function countOf(value: unknown, parent: string, field: string): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isNumber(value))
    throw typeMismatch(
      `BSON field '${parent}.${field}' is the wrong type '${bsonTypeName(value)}', expected types '[long, int, decimal, double]'`,
    );
  const number = toInteger(value) ?? Math.trunc(toNumber(value as BsonNumber));
  if (!(number >= 0)) throw new MongoError(51024, `BSON field '${field}' value must be >= 0, actual value '${number}'`);
  return number;
}

export function requireDoc(value: unknown, field: string): Doc {
  if (value === undefined || value === null) return {};
  if (isDoc(value)) return value;
  throw typeMismatch(`BSON field '${field}' is the wrong type '${bsonTypeName(value)}', expected type 'object'`);
}

/** Only the simple collation (plain binary comparison) exists here. */
export function checkCollation(collation: unknown): void {
  if (collation === undefined) return;
  if (isDoc(collation) && (collation.locale === 'simple' || Object.keys(collation).length === 0)) return;
  throw badValue('collation is not supported by the embedded database');
}

const refuseField = () => {
  throw new MongoError(
    4890500,
    'Command let Expression tried to access a field, but this is not allowed because Command let Expressions run before the query examines any documents.',
  );
};

/** Stands where an expression that must be constant would look for a document. */
const noDocument: Doc = new Proxy({}, { get: refuseField, has: refuseField, getOwnPropertyDescriptor: refuseField });

/** The variables of a command's `let`, and `$$NOW`, which stays the same throughout. */
export function variablesOf(command: Doc): Doc {
  const now = { NOW: new Date() };
  const values = Object.entries(requireDoc(command.let, 'let')).map(([name, value]) => {
    if (!/^[a-z\u0080-\uffff]/.test(name))
      throw failedToParse(`'${name}' starts with an invalid character for a user variable name`);
    return [name, compileExpression(value)(noDocument, now)];
  });
  return { ...now, ...Object.fromEntries(values) };
}

/** The index to use: a name, a key pattern or `{$natural: ±1}`; an empty one is none. */
export function hintOf(hint: unknown): string | Doc | undefined {
  if (hint === undefined || hint === null) return undefined;
  if (typeof hint !== 'string' && !isDoc(hint)) throw failedToParse('Hint must be a string or an object');
  return hint === '' || Object.keys(hint).length === 0 ? undefined : hint;
}

/** Answers a command with a document, or with one that is encoded already. */
export type Handler = (context: CommandContext) => Doc | Buffer | Promise<Doc | Buffer>;

/** A command: what it does and which fields, besides the generic ones, it takes. */
export interface Command {
  fields: string[];
  /** Those of them it cannot do without. */
  required?: string[];
  isAdminOnly?: boolean;
  run: Handler;
}
