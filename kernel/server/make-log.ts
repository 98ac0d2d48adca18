import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';

/** The structured log: one JSON line per entry on standard error. */
export function makeLog(level: Config['logLevel']): Logger {
  return pino(
    { level, base: undefined, redact: ['req.headers.cookie', 'password'] },
    pino.destination({ fd: 2, sync: true }),
  );
}
