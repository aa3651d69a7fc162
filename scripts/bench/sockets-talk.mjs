// People who keep talking to the crowd, whatever happens to it; in a process of their own, on command of the parent (IPC).
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { openLoop } from './open-loop.mjs';
import { openWire } from './sockets-wire.mjs';

const [{ ports, talkers }] = await once(process, 'message');
const voices = await Promise.all(talkers.map(join));
process.on('message', async (wanted) => process.send({ type: 'said', ...(await talk(wanted)) }));
process.send({ type: 'joined' });

async function join({ token, chats }, index) {
  let wire;
  await new Promise((resolve, reject) => {
    const hear = (name) => {
      if (name === 'ready') resolve();
      else if (name === 'refused' || name === 'closed') reject(new Error(`A talker was ${name}.`));
    };
    wire = openWire({ port: ports[index % ports.length], token, hear });
  });
  return { wire, chats };
}

/** To one chat after the other, at a fixed rate; a time counts from when the message was due, to its ack. */
async function talk({ rate, seconds }) {
  const saying = [];
  const say = async (index, dueAt) => {
    const { wire, chats } = voices[index % voices.length];
    const { chatId, listener } = chats[Math.floor(index / voices.length) % chats.length];
    const id = randomUUID();
    const text = `${index} `.padEnd(100, 'x');
    const answer = await wire.ask('sendMessage', { chatId, clientMsgId: id, text });
    return { id, listener, ms: performance.now() - dueAt, problem: answer.success ? null : answer.error.code };
  };
  await openLoop({ rate, count: Math.round(rate * seconds), send: (index, dueAt) => saying.push(say(index, dueAt)) });
  return { messages: await Promise.all(saying) };
}
