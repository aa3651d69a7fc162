import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const registry = new Registry();
collectDefaultMetrics({ register: registry, prefix: 'parley_' });

/** What the service counts about itself, in Prometheus' names and base units. */
export const metrics = {
  registry,
  messagesSent: new Counter({
    name: 'parley_messages_sent_total',
    help: 'Acknowledged sends; duplicate="true" are repeats of a stored message.',
    labelNames: ['duplicate'],
    registers: [registry],
  }),
  commands: new Histogram({
    name: 'parley_socket_command_seconds',
    help: 'Time from a socket command to its ack.',
    labelNames: ['command', 'code'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers: [registry],
  }),
  httpRequests: new Histogram({
    name: 'parley_http_request_seconds',
    help: 'Time of HTTP requests.',
    labelNames: ['method', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers: [registry],
  }),
  sockets: new Gauge({ name: 'parley_sockets', help: 'Open sockets.', registers: [registry] }),
  clusterInTouch: new Gauge({
    name: 'parley_cluster_in_touch',
    help: '1 while what the other API processes say arrives by Redis.',
    registers: [registry],
  }),
  clusterDropped: new Counter({
    name: 'parley_cluster_dropped_total',
    help: 'Facts for the other processes that were dropped while Redis was away.',
    registers: [registry],
  }),
  rooms: new Gauge({ name: 'parley_rooms', help: 'Rooms with a socket on this process.', registers: [registry] }),
  slowConsumersCut: new Counter({
    name: 'parley_slow_consumers_cut_total',
    help: 'Sockets closed because their client did not read.',
    registers: [registry],
  }),
  syncs: new Counter({
    name: 'parley_syncs_total',
    help: 'Syncs of a chat: current, a gap filled from the database, or a reset.',
    labelNames: ['outcome'],
    registers: [registry],
  }),
  databaseCommands: new Histogram({
    name: 'parley_database_command_seconds',
    help: 'Time of database commands, as the API waits for them.',
    labelNames: ['command', 'outcome'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  }),
  jobLag: new Histogram({
    name: 'parley_job_lag_seconds',
    help: 'How long after its time a job was begun.',
    labelNames: ['kind'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300],
    registers: [registry],
  }),
  jobs: new Counter({
    name: 'parley_jobs_total',
    help: 'Jobs done and tries that failed.',
    labelNames: ['kind', 'outcome'],
    registers: [registry],
  }),
  usersOnline: new Gauge({
    name: 'parley_users_online',
    help: 'People with at least one socket.',
    registers: [registry],
  }),
};
