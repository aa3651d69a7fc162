// npm run dev: the same as npm start, with reload on change.

import { greeting, openInstallation, say } from './lib/installation.mjs';
import { startDatabase, startWeb } from './lib/part.mjs';
import { freePort } from './lib/port.mjs';
import { runMain } from './lib/problem.mjs';
import { startCompiler, startReloadingApi } from './lib/reload.mjs';
import { Supervisor } from './lib/supervisor.mjs';

await runMain(async () => {
  const { settings, dataDir, output, apiEnv, webEnv } = await openInstallation();
  return new Supervisor({ say }).run(async (launch) => {
    say('Compiling ...');
    const { onCompiled } = await launch(() => startCompiler(output('compiler')));
    const mongoUri = settings.mongoUri ?? (await launch(() => startDatabase({ dataDir }))).uri;
    // One port for the whole session: the web app goes on to reach an API that was started anew.
    const apiPort = await freePort();
    const { restart } = await launch(() => startReloadingApi({ env: apiEnv(mongoUri, apiPort), ...output('api') }));
    onCompiled(() => void restart());
    const { port, host } = settings;
    await launch(() => startWeb({ mode: 'dev', port, host, env: webEnv(apiPort), ...output('web') }));
    say(greeting(settings));
  });
});
