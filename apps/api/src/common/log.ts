import { pino } from 'pino';

/** The process's logger: one JSON object a line, so that a line break in user input cannot forge an entry. */
export const log = pino({
  level: 'info',
  base: { pid: process.pid },
  redact: ['req.headers.authorization', 'req.headers.cookie', 'res.headers["set-cookie"]'],
});
