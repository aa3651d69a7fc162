import { badValue, codes, MongoError } from '../errors';

/** What differs between PCRE and JavaScript: escapes, classes, groups with a `?`, the dot, the dollar and the quantifiers. */
const tokens = /\\([\s\S])|\[\^?\]?(?:\\[\s\S]|\[:\^?\w+:\]|[^\]\\])*\]|\(\?[^:=!<]|\(\?<[^=!]|[*+?}]\+|[.$]/g;

/** The JavaScript twin of a PCRE pattern; refuses what has none. */
export function toRegExp(pattern: string, options: string): RegExp {
  if (pattern.includes('\0')) throw badValue('Regular expression cannot contain an embedded null byte');
  const inline = /^\(\?([ims]+)\)/.exec(pattern);
  const flags = new Set(options + (inline?.[1] ?? ''));
  for (const flag of flags) {
    if (flag === 'x') throw unsupported('The x option');
    if (!'imsu'.includes(flag)) throw new MongoError(51108, `invalid flag in regex options: ${flag}`);
  }
  flags.delete('u');
  const letters = [...flags].join('');
  const source = pattern
    .slice(inline?.[0].length)
    .replace(tokens, (token, escaped?: string) => translated(token, escaped, flags));
  try {
    return new RegExp(source, `${letters}u`);
  } catch {
    // The stricter Unicode grammar refuses escapes such as `\-` that PCRE takes; try again without it.
  }
  try {
    return new RegExp(source, letters);
  } catch (error) {
    throw new MongoError(51091, `Regular expression is invalid: ${(error as Error).message}`);
  }
}

function translated(token: string, escaped: string | undefined, flags: Set<string>): string {
  // PCRE's dot stops at line feeds only, and its dollar also stands before a last one.
  if (token === '.') return flags.has('s') ? '.' : '[^\\n]';
  if (token === '$') return flags.has('m') ? '(?=\\n|(?![^]))' : '(?=\\n?(?![^]))';
  if (escaped !== undefined) {
    if (escaped === 'A') return '(?<![^])';
    if (escaped === 'z') return '(?![^])';
    if (escaped === 'Z') return '(?=\\n?(?![^]))';
    if (/[a-zA-Z]/.test(escaped) && !'bBcdDfknNpPrsStuvwWx'.includes(escaped)) throw unsupported(`\\${escaped}`);
    return token;
  }
  if (token.startsWith('[')) {
    if (/\[:\^?\w+:\]/.test(token)) throw unsupported('A POSIX character class');
    // A bracket that opens a class is a literal in PCRE.
    return token.replace(/^\[(\^?)\](?=.)/s, '[$1\\]');
  }
  if (/^\(\?<[a-zA-Z_]/.test(token)) return token;
  throw unsupported(`'${token}'`);
}

const unsupported = (what: string) =>
  new MongoError(codes.NotImplemented, `${what} in a regular expression is not supported by the embedded database`);
