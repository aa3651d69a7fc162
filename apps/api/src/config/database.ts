import type { MongooseModuleOptions } from '@nestjs/mongoose';
import mongoose from 'mongoose';

// A filter that names a field no schema has is a mistake, and one with operators from outside is an attack: refuse both.
mongoose.set('strictQuery', 'throw');

/** An ack is given only after the write is on disk; on a replica set, on the majority's disks. */
export const databaseOptions: MongooseModuleOptions = {
  dbName: 'parley',
  writeConcern: { w: 'majority', journal: true },
  serverSelectionTimeoutMS: 5_000,
  maxPoolSize: 50,
  // The start builds them, all at once, and waits for them: see ops/indexes-ready.
  autoIndex: false,
  // For the times in /metrics.
  monitorCommands: true,
  // Without it a call made while the database is away waits in Mongoose for ten seconds and then fails without a code.
  bufferCommands: false,
  retryAttempts: 5,
  retryDelay: 1_000,
};
