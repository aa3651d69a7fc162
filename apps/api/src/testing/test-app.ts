import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_LIMITS, type Limits } from '@app/contracts';
import { type EmbeddedMongo, startEmbeddedMongo } from '@app/embedded-mongo';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createApp } from '../app';
import { loadConfig } from '../config/config';

export interface TestApp {
  url: string;
  app: NestExpressApplication;
  /** Where uploads go; there is nothing there until one comes. */
  filesDir: string;
  mongodbUri: string;
  stop(): Promise<void>;
}

export interface TestOptions {
  env?: Record<string, string>;
  limits?: Partial<Limits>;
  /** The database of another one, of which this is one more process; it lives as long as that one. */
  sharedWith?: Pick<TestApp, 'mongodbUri'>;
}

export const TEST_SECRET = 'a-fixed-key-for-tests-of-32-bytes!!';

/** The real API on port 0 with a real database of its own, or in a database of its own on MONGODB_URI when that is set. */
export async function startTestApp({ env = {}, limits = {}, sharedWith }: TestOptions = {}): Promise<TestApp> {
  const database = sharedWith ? theirs(sharedWith) : await startDatabase();
  try {
    return await startOn(database, { env, limits });
  } catch (error) {
    // A database that stays behind would keep the test run from ending, and hide what went wrong.
    await database.stop();
    throw error;
  }
}

async function startOn(database: Database, { env, limits }: TestOptions): Promise<TestApp> {
  const filesDir = join(tmpdir(), `parley-test-files-${randomUUID()}`);
  const config = loadConfig({
    MONGODB_URI: database.uri,
    JWT_SECRET: TEST_SECRET,
    LOG_LEVEL: 'silent',
    RATE_LIMITS: 'off',
    DEMO: 'false',
    FILES_DIR: filesDir,
    OUTBOX_DIR: join(filesDir, 'outbox'),
    ...env,
  });
  const app = await createApp({ ...config, limits: { ...DEFAULT_LIMITS, ...limits } });
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    app,
    filesDir,
    mongodbUri: database.uri,
    stop: async () => {
      await app.close();
      await database.stop();
      await rm(filesDir, { recursive: true, force: true });
    },
  };
}

function theirs({ mongodbUri }: Pick<TestApp, 'mongodbUri'>): Database {
  return { uri: mongodbUri, stop: async () => undefined };
}

interface Database {
  uri: string;
  stop(): Promise<void>;
}

async function startDatabase(): Promise<Database> {
  const external = process.env.MONGODB_URI;
  if (external) return { uri: external, stop: async () => undefined };
  const dir = await mkdtemp(join(tmpdir(), 'parley-test-'));
  const mongo: EmbeddedMongo = await startEmbeddedMongo({ dir });
  return {
    uri: mongo.uri,
    stop: async () => {
      await mongo.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
