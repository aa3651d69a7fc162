import { startChild } from '../lib/child.mjs';
import { inRoot } from '../lib/paths.mjs';

const CROWDS = 2;

/**
 * The people in a few processes. `tell` sends all of them a command and answers their answers.
 * @returns {Promise<{ tell: (command: { act: string }) => Promise<any[]> }>}
 */
export async function launchCrowd({ launch, output }, { ports, people, isBare = false }) {
  const share = Math.ceil(people.length / CROWDS);
  const crowds = [];
  for (let index = 0; index < CROWDS; index++) {
    const part = people.slice(index * share, (index + 1) * share);
    const child = await launchPart({ launch, output }, 'sockets-crowd', { name: `crowd${index}-${ports[0]}` });
    const waiting = child.message('waiting');
    child.send({ ports, people: part, isBare });
    await waiting;
    crowds.push(child);
  }
  const tell = (command) =>
    Promise.all(
      crowds.map((child) => {
        const answer = child.message(command.act);
        child.send(command);
        return answer;
      }),
    );
  return { tell, count: crowds.length };
}

/** Those who talk to the crowd; `talk` answers what became of each message. */
export async function launchTalkers({ launch, output, parley }, talkers) {
  const child = await launchPart({ launch, output }, 'sockets-talk', { name: 'talkers' });
  const joined = child.message('joined');
  child.send({ ports: parley.ports, talkers });
  await joined;
  const talk = async (wanted) => {
    const said = child.message('said');
    child.send(wanted);
    return (await said).messages;
  };
  return { talk };
}

function launchPart({ launch, output }, file, { name }) {
  return launch(() => {
    const args = [inRoot(`scripts/bench/${file}.mjs`)];
    const child = startChild({ name, args, env: process.env, ...output(name) });
    return { ...child, ready: Promise.resolve(child) };
  });
}
