// People in a process of their own who connect and listen, lose their network and come back as the web app does; on command of the
// parent (IPC), each with one answer.
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { openLoop } from './open-loop.mjs';
import { openWire } from './sockets-wire.mjs';

/** As libs/client waits: full jitter over a window that doubles. */
const RETRY_MIN_MS = 250;
const RETRY_MAX_MS = 5_000;
const SYNC_RETRY_MIN_MS = 500;
const SYNC_RETRY_MAX_MS = 15_000;
const CONNECT_TIMEOUT_MS = 15_000;

/** `isBare`: the relay says nothing after the connection. */
const [{ ports, people, isBare }] = await once(process, 'message');
/** `known`: what they hold of their chats, as the web app keeps it. `heard`: every message that reached them, live or later. */
const crowd = people.map((person) => ({ ...person, wire: null, known: new Map(), heard: new Set() }));
let isHome = false;
let reads = { refused: {}, lost: 0, putOff: 0 };
process.on('message', async ({ act, ...input }) => process.send({ type: act, ...(await acts[act](input)) }));
process.send({ type: 'waiting' });

const acts = {
  /** At a fixed rate; times count from when a connection was due. */
  async enter({ rate }) {
    const entering = [];
    const enter = async (index, dueAt) => {
      const problem = await connect(crowd[index]);
      return { problem, ms: performance.now() - dueAt };
    };
    await openLoop({ rate, count: crowd.length, send: (index, dueAt) => entering.push(enter(index, dueAt)) });
    const entered = await Promise.all(entering);
    return {
      times: entered.filter(({ problem }) => problem === null).map(({ ms }) => ms),
      problems: entered.map(({ problem }) => problem).filter((problem) => problem !== null),
    };
  },

  /** Everybody asks for their list, as after a page has loaded; so many at once. */
  async sync({ atOnce }) {
    const times = [];
    const left = [...crowd];
    const worker = async () => {
      for (let person = left.pop(); person; person = left.pop()) {
        const from = performance.now();
        await catchUp(person);
        times.push(performance.now() - from);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    return { times };
  },

  async cut() {
    isHome = true;
    for (const { wire } of crowd) wire?.cut();
    return {};
  },

  /** Everybody at once, and for as long as it takes; how long each took to be there, and to know what was missed. */
  async comeBack() {
    isHome = false;
    reads = { refused: {}, lost: 0, putOff: 0 };
    const from = performance.now();
    const times = await Promise.all(
      crowd.map(async (person) => {
        const tries = await persist(person);
        const back = performance.now() - from;
        await persistInCatchingUp(person);
        return { back, current: performance.now() - from, tries };
      }),
    );
    return { times, ...reads };
  },

  /** So many of them a second leave and come again, one after the other. */
  async churn({ rate, seconds }) {
    const count = Math.round(rate * seconds);
    const again = async (index) => {
      const person = crowd[index % crowd.length];
      person.isLeaving = true;
      person.wire?.cut();
      const problem = await connect(person);
      person.isLeaving = false;
      return problem;
    };
    const coming = [];
    await openLoop({ rate, count, send: (index) => coming.push(again(index)) });
    const failed = (await Promise.all(coming)).filter((problem) => problem !== null).length;
    return { count, failed };
  },

  async heard() {
    return { heard: crowd.map(({ heard }) => [...heard]), lost: reads.lost };
  },
};

/** Null, or why there is no connection. A server that says when to come again is obeyed by `person.comeAfterMs`. */
function connect(person) {
  return new Promise((resolve) => {
    const timer = setTimeout(() => settle('timeout'), CONNECT_TIMEOUT_MS);
    const settle = (problem) => {
      clearTimeout(timer);
      if (problem !== null) wire.cut();
      resolve(problem);
    };
    person.comeAfterMs = undefined;
    const hear = (name, data) => {
      if (name === (isBare ? 'connected' : 'ready')) settle(null);
      else if (name === 'newMessage') hearMessage(person, data);
      else if (name === 'refused') {
        person.comeAfterMs = data.data?.retryAfterMs;
        settle(data.data?.code ?? data.message);
      } else if (name === 'closed') {
        settle('closed');
        if (person.wire !== wire) return;
        person.wire = null;
        if (!isHome && !person.isLeaving) reads.lost++;
      }
    };
    // Whoever comes back comes to any of them, as through a proxy.
    const port = ports[Math.floor(Math.random() * ports.length)];
    const wire = openWire({ port, token: person.token, hear });
    person.wire = wire;
  });
}

async function persist(person) {
  for (let tries = 0; ; tries++) {
    const top = Math.min(RETRY_MAX_MS, RETRY_MIN_MS * 2 ** Math.min(tries + 1, 30));
    await delay(person.comeAfterMs ?? RETRY_MIN_MS + Math.random() * (top - RETRY_MIN_MS));
    const problem = await connect(person);
    if (problem === null) return tries + 1;
    reads.refused[problem] = (reads.refused[problem] ?? 0) + 1;
  }
}

/** As `resync.ts` of libs/client waits. */
async function persistInCatchingUp(person) {
  for (let tries = 0; ; tries++) {
    try {
      return await catchUp(person);
    } catch (error) {
      reads.putOff++;
      const top = Math.min(SYNC_RETRY_MAX_MS, SYNC_RETRY_MIN_MS * 2 ** Math.min(tries + 1, 30));
      const backoff = SYNC_RETRY_MIN_MS + Math.random() * (top - SYNC_RETRY_MIN_MS);
      const { code, retryAfterMs = 0 } = error;
      await delay(code === 'BUSY' && retryAfterMs > 0 ? retryAfterMs : Math.max(retryAfterMs, backoff));
      if (!person.wire) await persist(person);
    }
  }
}

function hearMessage({ heard, known }, { clientMsgId, chatId, rev }) {
  heard.add(clientMsgId);
  const chat = known.get(chatId);
  // As the web app keeps it: what was missed before it is still to be fetched.
  if (chat && rev === chat.headRev + 1) chat.headRev = rev;
}

/** What the web app does first: what differs in the list, then what is missing of those chats. */
async function catchUp(person) {
  if (isBare) return;
  const ask = async (command, input) => {
    const answer = await person.wire?.ask(command, input);
    if (!answer?.success) {
      const { code = 'no connection', retryAfterMs } = answer?.error ?? {};
      throw Object.assign(new Error(`${command}: ${code}`), { code, retryAfterMs });
    }
    return answer.data;
  };
  const { chats } = await ask('syncInbox', { known: [...person.known.values()] });
  for (const { id: chatId, headRev, infoRev, members } of chats) {
    let sinceRev = person.known.get(chatId)?.headRev ?? 0;
    while (sinceRev < headRev) {
      const changes = await ask('syncChat', { chatId, sinceRev });
      for (const { clientMsgId } of changes.items) person.heard.add(clientMsgId);
      sinceRev = changes.upToRev;
    }
    const markers = members.reduce((sum, { lastReadSeq, lastDeliveredSeq }) => sum + lastReadSeq + lastDeliveredSeq, 0);
    person.known.set(chatId, { chatId, headRev: sinceRev, infoRev, markers });
  }
}
