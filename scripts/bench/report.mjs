import os from 'node:os';
import { figuresOf, table } from './figures.mjs';

/**
 * The bench's one table. `stored`: how often the database holds each clientMsgId; an acknowledged one that is missing
 * there is lost, whatever arrived live.
 */
export function report({ parley, relay, stored }) {
  const relayMessages = relay.flatMap(({ messages }) => messages);
  const relayCost = perMessage(sum(relay.map(({ cpu }) => cpu[0])), relayMessages.length);
  const [apiCost, databaseCost] = parley.cpu.map((micros) => perMessage(micros, parley.messages.length));
  const acked = parley.messages.filter(({ error }) => error === null);
  const lost = acked.filter(({ id }) => !stored.has(id)).length;
  const doubled = [...stored.values()].filter((count) => count > 1).length;
  return [
    '',
    table([
      { ...row('Parley API', figuresOf(parley.messages)), ...cost(apiCost, relayCost) },
      { ...row('bare Socket.IO relay', figuresOf(relayMessages)), ...cost(relayCost, relayCost) },
    ]),
    '',
    'Times in ms from when a message was due. CPU: user and system time of the server.',
    ...(databaseCost === null ? [] : [`The embedded database took ${show(databaseCost)} us a message more.`]),
    `In the database: ${lost} acknowledged messages lost, ${doubled} stored twice.`,
    `Node.js ${process.versions.node}, ${os.cpus().length} cores (${os.cpus()[0]?.model.trim()}).`,
    '',
  ].join('\n');
}

function row(server, { sent, failed, ack, delivery, missing, extra }) {
  const [ack50, ack95, ack99] = ack.map((value) => show(value, 1));
  const [delivery50, delivery95, delivery99] = delivery.map((value) => show(value, 1));
  return {
    server,
    sent: String(sent),
    failed: String(failed),
    'ack p50': ack50,
    p95: ack95,
    p99: ack99,
    'delivery p50': delivery50,
    'p95 ': delivery95,
    'p99 ': delivery99,
    lost: String(missing),
    doubled: String(extra),
  };
}

const cost = (micros, base) => ({
  'CPU us/message': show(micros),
  ratio: micros === null || base === null ? '-' : (micros / base).toFixed(1),
});

const perMessage = (micros, count) => (micros === null ? null : micros / count);
const sum = (values) => (values.includes(null) ? null : values.reduce((total, value) => total + value, 0));
const show = (value, digits = 0) => (value === null ? '-' : value.toFixed(digits));
