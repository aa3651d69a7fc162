// npm start: builds what is missing, then runs database, API and web app behind one URL.
import { buildStale, TARGETS } from './lib/builder.mjs';
import { greeting, openInstallation, say } from './lib/installation.mjs';
import { startApi, startDatabase, startWeb } from './lib/part.mjs';
import { runMain } from './lib/problem.mjs';
import { Supervisor } from './lib/supervisor.mjs';

await runMain(async () => {
  const { settings, dataDir, output, apiEnv, webEnv } = await openInstallation();
  await buildStale([TARGETS.api, TARGETS.web]);
  return new Supervisor({ say }).run(async (launch) => {
    say('Starting ...');
    const mongoUri = settings.mongoUri ?? (await launch(() => startDatabase({ dataDir }))).uri;
    const api = await launch(() => startApi({ env: apiEnv(mongoUri), ...output('api') }));
    const { port, host } = settings;
    await launch(() => startWeb({ mode: 'start', port, host, env: webEnv(api.port), ...output('web') }));
    say(greeting(settings));
    process.send?.({ type: 'ready', url: settings.publicUrl });
  });
});
