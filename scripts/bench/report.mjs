import os from 'node:os';
import { figuresOf, table } from './figures.mjs';

/**
 * The bench's one table. `rows`: what Parley and the relays did under each load; `isStored` is false where nothing was meant to be.
 * `stored`: how often the database holds each clientMsgId; an acknowledged one that is missing there is lost, whatever arrived live. Null:
 * there was no database.
 */
export function report({ rows, stored, plan }) {
  return [
    '',
    table(rows.flatMap(linesOf)),
    '',
    'Times in ms: at a rate from when a message was due, else from when it was sent. CPU: user and system time of the API processes and',
    'Redis; of the relays and Redis. The load, the database and the servers share one machine.',
    `${2 * plan.pairs} people in ${plan.pairs} chats.${stored ? ` In the database: ${faultsOf(rows, stored)}.` : ''}`,
    `Node.js ${process.versions.node}, ${os.cpus().length} cores (${os.cpus()[0]?.model.trim()}), ${new Date().toISOString().slice(0, 10)}.`,
    '',
  ].join('\n');
}

function faultsOf(rows, stored) {
  const messages = rows.filter(({ isStored }) => isStored).flatMap(({ parley }) => parley.messages);
  const lost = messages.filter(({ id, error }) => error === null && !stored.has(id)).length;
  const doubled = [...stored.values()].filter((count) => count > 1).length;
  return `${lost} acknowledged messages lost, ${doubled} stored twice`;
}

function linesOf({ title, parley, relay }) {
  const bare = {
    messages: relay.flatMap(({ messages }) => messages),
    seconds: sum(relay.map(({ seconds }) => seconds)),
  };
  const bareCost = perMessage(sum(relay.flatMap(({ cpu }) => cpu)), bare.messages);
  const [database, ...servers] = parley.cpu;
  const cost = perMessage(sum(servers), parley.messages);
  return [
    {
      ...lineOf(title, parley),
      'CPU us': show(cost),
      'x bare': ratio(cost, bareCost),
      'database us': show(perMessage(database, parley.messages)),
    },
    { ...lineOf('  bare relay', bare), 'CPU us': show(bareCost), 'x bare': '1', 'database us': '-' },
  ];
}

function lineOf(server, { messages, seconds }) {
  const { sent, failed, ack, delivery, missing, extra } = figuresOf(messages);
  const [ack50, ack95, ack99] = ack.map((value) => show(value, 1));
  const [delivery50, delivery95, delivery99] = delivery.map((value) => show(value, 1));
  return {
    'server, load': server,
    'sent/s': show(sent / seconds),
    failed: String(failed),
    'ack p50': ack50,
    p95: ack95,
    p99: ack99,
    'delivery p50': delivery50,
    'p95 ': delivery95,
    'p99 ': delivery99,
    'not live': String(missing),
    twice: String(extra),
  };
}

const ratio = (micros, base) => (micros === null || base === null ? '-' : (micros / base).toFixed(2));
const perMessage = (micros, messages) => (micros === null ? null : micros / messages.length);
const sum = (values) => (values.includes(null) ? null : values.reduce((total, value) => total + value, 0));
const show = (value, digits = 0) => (value === null ? '-' : value.toFixed(digits));
