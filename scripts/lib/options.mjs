import { parseArgs } from 'node:util';
import { Problem } from './problem.mjs';

/**
 * What the command line says of these options, which are described as for `parseArgs` of node:util. Asked for `--help`, or for what there
 * is not, it names them all.
 * @throws {Problem}
 */
export function readOptions(options) {
  const help = { type: 'boolean', short: 'h' };
  const names = Object.entries({ ...options, help }).map(
    ([name, { type }]) => `--${name}${type === 'boolean' ? '' : '='}`,
  );
  const all = `Options: ${names.join(' ')}`;
  const values = parsed({ ...options, help }, all);
  if (values.help) throw new Problem(all, 0);
  return values;
}

function parsed(options, all) {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    const [sentence] = error.message.split('. ');
    throw new Problem(`${sentence}.\n${all}`);
  }
}
