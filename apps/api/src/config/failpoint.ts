import { FAILPOINTS, type Failpoint } from '../common/failpoint';
import { ConfigError } from './config-error';

/** `<name>` or `<name>:<how many times it is passed>`; see common/failpoint. */
export function readFailpoint(text: string | undefined, isProduction: boolean): Failpoint | null {
  if (!text) return null;
  if (isProduction) throw new ConfigError('FAILPOINT', 'must not be set in production: it ends the process');
  const [, given, at = '1'] = /^([a-zA-Z]+)(?::([1-9]\d{0,6}))?$/.exec(text) ?? [];
  const name = FAILPOINTS.find((each) => each === given);
  if (!name) throw new ConfigError('FAILPOINT', `is not one of ${FAILPOINTS.join(', ')}, with :times or without`);
  return { name, at: Number(at) };
}
