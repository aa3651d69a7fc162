import type { Limits } from '@app/contracts';
import { ParleyError } from '../core/error';

/** White space and characters without width: text made of these only says nothing. */
const INVISIBLE_ONLY = /^[\s\p{Cf}\p{Mn}\u115f\u1160\u3164\uffa0]*$/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is the point.
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/;

/**
 * The text as it will be sent. Throws what the server would answer, so that the person learns it at once and nothing is
 * queued that can never be stored.
 */
export function checkText(text: string, { messageMaxCodePoints, messageMaxBytes }: Limits): string {
  const clean = text.replace(/\r\n?/g, '\n').trimEnd();
  if (INVISIBLE_ONLY.test(clean)) throw invalid('is empty');
  if (CONTROL.test(clean)) throw invalid('has control characters');
  if (Array.from(clean).length > messageMaxCodePoints)
    throw invalid(`is longer than ${messageMaxCodePoints} characters`);
  if (utf8Length(clean) > messageMaxBytes) {
    throw new ParleyError({ code: 'TOO_LARGE', fields: { text: `is larger than ${messageMaxBytes} bytes` } });
  }
  return clean;
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}

function invalid(problem: string): ParleyError {
  return new ParleyError({ code: 'VALIDATION', message: `text ${problem}`, fields: { text: problem } });
}
