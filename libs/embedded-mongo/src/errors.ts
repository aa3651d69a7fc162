import type { Doc } from './bson/value';

/** The MongoDB error codes this server answers, by their official names. */
export const codes = {
  InternalError: 1,
  BadValue: 2,
  NoSuchKey: 4,
  UnknownError: 8,
  FailedToParse: 9,
  TypeMismatch: 14,
  Unauthorized: 13,
  Overflow: 15,
  InvalidLength: 16,
  IllegalOperation: 20,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  UnsupportedFormat: 12,
  ShutdownInProgress: 91,
  NotAReplicaSet: 123,
  QueryPlanKilled: 175,
  FailPointSetFailed: 198,
  NotImplemented: 238,
  ConversionFailure: 241,
  CannotIndexParallelArrays: 171,
  InvalidPipelineOperator: 168,
  NoQueryExecutionPlans: 291,
  QueryExceededMemoryLimitNoDiskUseAllowed: 292,
  BSONObjectTooLarge: 10334,
  NotWritablePrimary: 10107,
  DuplicateKey: 11000,
  InterruptedAtShutdown: 11600,
  OutOfDiskSpace: 14031,
  UnrecognizedStage: 40324,
  UnknownCommandField: 40415,
} as const;

const namesByCode = new Map<number, string>(Object.entries(codes).map(([name, code]) => [code, name]));

/** An error that the client is told about: MongoDB's code, its name and its message. */
export class MongoError extends Error {
  constructor(
    readonly code: number,
    message: string,
    /** Extra fields of the answer, such as `keyPattern` and `keyValue` of a duplicate key. */
    readonly details: Doc = {},
  ) {
    super(message);
  }

  get codeName(): string {
    return namesByCode.get(this.code) ?? `Location${this.code}`;
  }
}

export const badValue = (message: string) => new MongoError(codes.BadValue, message);
export const failedToParse = (message: string) => new MongoError(codes.FailedToParse, message);
export const missingField = (field: string) =>
  new MongoError(40414, `BSON field '${field}' is missing but a required field`);
export const typeMismatch = (message: string) => new MongoError(codes.TypeMismatch, message);
