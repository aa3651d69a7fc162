import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { EpochService } from './common/epoch.service';
import { log } from './common/log';
import { NestLogger } from './common/nest-logger';
import { ConfigError, loadConfig } from './config/config';
import type { Difference } from './message/difference';
import { Reconciler } from './message/reconciler';
import { ReconcileModule } from './reconcile.module';

const EXIT_BAD_CONFIG = 78;

/** An older copy of the database was put in place: every client starts afresh. */
const RESTORED_FLAG = '--restored';

/** Looks through the whole database. Exit codes: 0 nothing found, 1 something found (and repaired where possible). */
async function main(): Promise<number> {
  const config = loadConfig(process.env);
  log.level = config.logLevel;
  const app = await NestFactory.createApplicationContext(ReconcileModule.forRoot(config), {
    logger: new NestLogger(),
    abortOnError: false,
  });
  if (process.argv.includes(RESTORED_FLAG)) {
    await app.get(EpochService).renew();
    say('The database has a new epoch: clients start afresh.');
  }
  const count = await app.get(Reconciler).run((difference) => say(lineOf(difference)));
  await app.close();
  say(count === 0 ? 'No differences.' : `${count} differences.`);
  return count === 0 ? 0 : 1;
}

function lineOf({ chatId, what, stored, actual, repair }: Difference): string {
  const outcome = repair ? 'repaired' : 'NOT repaired';
  return `chat ${chatId}: ${what} is ${JSON.stringify(stored)}, should be ${JSON.stringify(actual)}: ${outcome}`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`Reconcile failed: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(error instanceof ConfigError ? EXIT_BAD_CONFIG : 2);
  },
);
