// The built API with an e-mail channel that writes a line per mail to MAIL_LOG: for a test that kills it while it mails.
require('reflect-metadata');
const { appendFileSync } = require('node:fs');
const { createApp } = require('../../../dist/apps/api/src/app.js');
const { ChannelSenders } = require('../../../dist/apps/api/src/broadcast/channel-sender.js');
const { loadConfig } = require('../../../dist/apps/api/src/config/config.js');

async function main() {
  const app = await createApp(loadConfig(process.env));
  // After the product's own channel has registered, as its rooms are made, and before `init` lets the first job run.
  app.get(ChannelSenders).register('email', {
    atOnce: Number(process.env.MAIL_AT_ONCE || 1),
    settled: async () => undefined,
    send: async ({ email }) => {
      appendFileSync(process.env.MAIL_LOG, `${email}\n`);
      process.send({ mailed: email });
      return { kind: 'sent' };
    },
  });
  await app.init();
  await app.listen(Number(process.env.API_PORT), '127.0.0.1');
  process.send('listening');
}

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
