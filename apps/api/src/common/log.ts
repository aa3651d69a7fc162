import { pino } from 'pino';
import { traceOfLine } from './tracing';

/** The process's logger: one JSON object a line, so that a line break in user input cannot forge an entry. */
export const log = pino({
  level: 'info',
  base: { pid: process.pid },
  mixin: traceOfLine,
  redact: ['req.headers.authorization', 'req.headers.cookie', 'res.headers["set-cookie"]'],
});
