// A part of a fake Parley: `fake-part.mjs <name> <manner>`.
const [name, manner] = process.argv.slice(2);

const manners = {
  polite: () => process.on('SIGTERM', () => process.exit(0)),
  stubborn: () => process.on('SIGTERM', () => console.log(`${name} ignores SIGTERM`)),
  dying: () => {
    console.error(`${name} cannot find its teapot`);
    process.exit(7);
  },
  plain: () => {},
  mute: () => {},
};

setInterval(() => {}, 1_000);
console.log(`${name} pid=${process.pid}`);
manners[manner]();
if (manner !== 'mute' && manner !== 'dying') process.send({ type: 'ready' });
